import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/**
 * The objects of Stripe's API as stripe-node's types describe them, which Stripe generates from its OpenAPI description: which fields
 * there have to be, which may be null, and which values a field takes. `satisfies` checks what is written; this checks what is sent.
 */
export interface DocumentedTypes {
  /** What is wrong with an answer, each with its path: `data[0].status: …`. Looks into lists and into events, wherever they stand. */
  faultsOf(answer: unknown): string[];
}

type Fields = Record<string, unknown>;
const RESOURCES = join(dirname(fileURLToPath(import.meta.resolve("stripe"))), "resources.d.ts");

/** Reads the types; takes a second or two. */
export function documentedTypes(): DocumentedTypes {
  const program = ts.createProgram([RESOURCES], {
    strict: true,
    noLib: false,
    skipLibCheck: true,
    types: [],
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  });
  const checker = program.getTypeChecker();
  const kinds = objectTypes(program, checker);
  const faults = (value: unknown, type: ts.Type, path: string): string[] => {
    // Of a list or an event the types know no more than that it holds something; what that is, the thing itself says.
    const own = kindOf(value, kinds);
    if (own && own !== type && !type.isUnion()) return shapeFaults(value as Fields, own, path);
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return [];
    if (type.isUnion()) return unionFaults(value, type, path);
    return plainFaults(value, type, path);
  };

  function unionFaults(value: unknown, type: ts.UnionType, path: string): string[] {
    const own = kindOf(value, kinds);
    if (own)
      return type.types.includes(own) || type.types.some((one) => one.symbol === own.symbol)
        ? shapeFaults(value as Fields, own, path)
        : [`${path}: a ${String((value as Fields).object)} where ${checker.typeToString(type)} belongs`];
    const literals = type.types.filter((one) => one.isStringLiteral());
    const open = literals.length > 0 && typeof value === "string";
    const candidates = open ? literals : type.types;
    const each = candidates.map((one) => faults(value, one, path));
    if (each.some((found) => found.length === 0)) return [];
    const closest = each.filter((found) => !found.every((one) => one.startsWith(`${path}: `)));
    if (closest.length === 1) return closest[0] ?? [];
    return [`${path}: ${show(value)} is not of ${checker.typeToString(type)}`];
  }

  function plainFaults(value: unknown, type: ts.Type, path: string): string[] {
    const wrong = [`${path}: ${show(value)} is not ${checker.typeToString(type)}`];
    if (type.isStringLiteral() || type.isNumberLiteral()) return value === type.value ? [] : wrong;
    if (type.flags & ts.TypeFlags.BooleanLiteral) return String(value) === checker.typeToString(type) ? [] : wrong;
    if (type.flags & ts.TypeFlags.Null) return value === null ? [] : wrong;
    if (type.flags & ts.TypeFlags.Undefined) return value === undefined ? [] : wrong;
    if (type.flags & ts.TypeFlags.String) return typeof value === "string" ? [] : wrong;
    if (type.flags & ts.TypeFlags.Number) return typeof value === "number" && Number.isFinite(value) ? [] : wrong;
    if (checker.typeToString(type) === "Decimal") return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? [] : wrong;
    if (type.isIntersection()) return typeof value === "string" ? [] : wrong;
    if (checker.isArrayType(type)) {
      if (!Array.isArray(value)) return wrong;
      const [element] = checker.getTypeArguments(type as ts.TypeReference);
      return element ? value.flatMap((entry, at) => faults(entry, element, `${path}[${at}]`)) : [];
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong;
    return shapeFaults(value as Fields, type, path);
  }

  function shapeFaults(value: Fields, type: ts.Type, path: string): string[] {
    const found: string[] = [];
    const under = (key: string) => (path === "" ? key : `${path}.${key}`);
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const properties = checker.getPropertiesOfType(type);
    // An interface without fields, as `previous_attributes` has it, says nothing of what it holds.
    if (properties.length === 0 && !index) return [];
    for (const property of properties) {
      const key = property.getName();
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      if (!(key in value)) {
        if (!optional && key !== "lastResponse") found.push(`${under(key)}: is missing`);
        continue;
      }
      found.push(...faults(value[key], checker.getTypeOfSymbol(property), under(key)));
    }
    for (const key of Object.keys(value)) {
      if (checker.getPropertyOfType(type, key)) continue;
      if (index) found.push(...faults(value[key], index.type, under(key)));
      else found.push(`${under(key)}: is no field of ${checker.typeToString(type)}`);
    }
    return found;
  }

  return {
    faultsOf: (answer) => {
      const type = kindOf(answer, kinds);
      if (type) return shapeFaults(answer as Fields, type, "");
      const list = answer as Fields;
      if (list.object === "list" && Array.isArray(list.data)) {
        const head = ["has_more", "url"].flatMap((key) => (key in list ? [] : [`${key}: is missing`]));
        return [
          ...head,
          ...list.data.flatMap((entry, at) => {
            const own = kindOf(entry, kinds);
            return own ? shapeFaults(entry as Fields, own, `data[${at}]`) : [`data[${at}]: is of no kind that Stripe documents`];
          }),
        ];
      }
      return [`is of no kind that Stripe documents: ${show(answer)}`];
    },
  };
}

/** By the value of the field `object`; what was deleted and events have types of their own. */
function objectTypes(program: ts.Program, checker: ts.TypeChecker): Map<string, ts.Type> {
  const kinds = new Map<string, ts.Type>();
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.includes("/stripe/esm/resources/") || file.fileName.includes("/V2/")) continue;
    ts.forEachChild(file, (node) => {
      if (!ts.isInterfaceDeclaration(node)) return;
      const type = checker.getTypeAtLocation(node.name);
      const kind = checker.getPropertyOfType(type, "object");
      const literal = kind && checker.getTypeOfSymbol(kind);
      if (!literal?.isStringLiteral()) return;
      const name = checker.getPropertyOfType(type, "deleted") && node.name.text.startsWith("Deleted") ? `${literal.value} deleted` : literal.value;
      if (literal.value === "event" && node.name.text !== "EventBase") return;
      kinds.set(name, type);
    });
  }
  return kinds;
}

function kindOf(value: unknown, kinds: Map<string, ts.Type>): ts.Type | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { object, deleted } = value as Fields;
  return kinds.get(deleted === true ? `${String(object)} deleted` : String(object));
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? String(value);
}
