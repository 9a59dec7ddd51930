import { StripeError } from "./errors.ts";

/**
 * What a form of Stripe's encoding holds: `items[0][price]=x` is { items: { "0": { price: "x" } } }, `expand[]=x` is { expand: ["x"] }.
 * docs.stripe.com/api: "accepts form-encoded request bodies"; the nesting is that of Rack, which every SDK of Stripe's writes for.
 */
export type Tree = string | Tree[] | Branch;
export interface Branch {
  [key: string]: Tree;
}

export function isBranch(tree: Tree | undefined): tree is Branch {
  return typeof tree === "object" && !Array.isArray(tree);
}

/** Reads bodies and query strings. @throws StripeError 400 for keys whose brackets do not close, or that contradict each other */
export function parseForm(text: string): Branch {
  const form: Branch = Object.create(null) as Branch;
  for (const [key, value] of new URLSearchParams(text)) put(form, pathOf(key), value, key);
  return form;
}

function pathOf(key: string): string[] {
  const opening = key.indexOf("[");
  if (opening < 0) return [key];
  const rest = key.slice(opening);
  if (opening === 0 || !/^(\[[^[\]]*\])+$/.test(rest)) throw malformed(key);
  return [key.slice(0, opening), ...rest.slice(1, -1).split("][")];
}

function put(form: Branch, path: string[], value: string, key: string): void {
  let place: Branch = form;
  for (let at = 0; ; at++) {
    const name = path[at] ?? "";
    const next = path[at + 1];
    if (next === undefined) {
      if (place[name] !== undefined && typeof place[name] !== "string") throw malformed(key);
      place[name] = value;
      return;
    }
    if (next === "") {
      const list = place[name] ?? [];
      if (!Array.isArray(list)) throw malformed(key);
      place[name] = list;
      const field = path[at + 2];
      if (field === undefined) {
        list.push(value);
        return;
      }
      // `items[][price]=a&items[][quantity]=1&items[][price]=b`: a name that is there already begins the next entry.
      const last = list.at(-1);
      const entry = isBranch(last) && !(field in last && at + 3 === path.length) ? last : (Object.create(null) as Branch);
      if (entry !== last) list.push(entry);
      place = entry;
      at++;
      const tail = path.slice(at + 1);
      put(entry, tail, value, key);
      return;
    }
    const inner = place[name] ?? (Object.create(null) as Branch);
    if (!isBranch(inner)) throw malformed(key);
    place[name] = inner;
    place = inner;
  }
}

function malformed(key: string): StripeError {
  return new StripeError(400, { type: "invalid_request_error", message: `Invalid request: the parameter ${key} is malformed.`, param: key });
}
