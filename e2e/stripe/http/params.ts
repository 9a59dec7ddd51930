import { invalidRequest } from "./errors.ts";
import { type Branch, isBranch, type Tree } from "./form.ts";

/**
 * Declares what an endpoint takes, and refuses the rest in Stripe's words (docs.stripe.com/error-codes: parameter_unknown,
 * parameter_missing, parameter_invalid_empty, parameter_invalid_integer).
 */
export interface Param<T> {
  /** @param name as the caller wrote it, such as `items[0][price]` */
  read(raw: Tree, name: string): T;
  required?: true;
  /** What an omitted one stands for. */
  fallback?: () => T;
}
// biome-ignore lint/suspicious/noExplicitAny: a shape holds parameters of every type; what they are is inferred from it.
export type Shape = Record<string, Param<any>>;
type Given<P> = P extends Param<infer T> ? T : never;
type Sure<S extends Shape> = { [K in keyof S as S[K] extends { required: true } | { fallback: () => unknown } ? K : never]: Given<S[K]> };
type Optional<S extends Shape> = { [K in keyof S as S[K] extends { required: true } | { fallback: () => unknown } ? never : K]?: Given<S[K]> };
export type Params<S extends Shape> = Sure<S> & Optional<S>;

/**
 * A shape that names every parameter which stripe-node documents for a call: each is taken, or said not to be simulated, and none is
 * called unknown by mistake. The types do not build otherwise. `expand` is read before.
 */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export function documented<P extends object>(): <S extends Shape & Record<Exclude<keyof P, "expand">, Param<any>>>(shape: S) => S {
  return (shape) => shape;
}

export function readParams<S extends Shape>(shape: S, tree: Branch, under = ""): Params<S> {
  const nameOf = (key: string) => (under === "" ? key : `${under}[${key}]`);
  const unknown = Object.keys(tree).filter((key) => !Object.hasOwn(shape, key));
  const [first] = unknown;
  if (first !== undefined) {
    throw invalidRequest(`Received unknown parameter${unknown.length > 1 ? "s" : ""}: ${unknown.map(nameOf).join(", ")}`, {
      code: "parameter_unknown",
      param: nameOf(first),
    });
  }
  const values: Record<string, unknown> = {};
  for (const [key, param] of Object.entries(shape)) {
    const raw = tree[key];
    if (raw !== undefined) values[key] = param.read(raw, nameOf(key));
    else if (param.required) throw missing(nameOf(key));
    else if (param.fallback) values[key] = param.fallback();
  }
  return values as Params<S>;
}

export function missing(name: string): Error {
  return invalidRequest(`Missing required param: ${name}.`, { code: "parameter_missing", param: name });
}

export function required<T>(param: Param<T>): Param<T> & { required: true } {
  return { ...param, required: true };
}

export function withDefault<T>(param: Param<T>, fallback: NoInfer<T>): Param<T> & { fallback: () => T } {
  return { ...param, fallback: () => fallback };
}

/** An empty string unsets it: null. */
export function clearable<T>(param: Param<T>): Param<T | null> {
  return { read: (raw, name) => (raw === "" ? null : param.read(raw, name)) };
}

function leaf(raw: Tree, name: string): string {
  if (typeof raw !== "string") throw invalidRequest(`Invalid string: ${JSON.stringify(raw)}`, { param: name });
  if (raw === "") {
    throw invalidRequest(
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
      { code: "parameter_invalid_empty", param: name },
    );
  }
  return raw;
}

export function text(limits: { max?: number } = {}): Param<string> {
  const { max = 5000 } = limits;
  return {
    read(raw, name) {
      const value = leaf(raw, name);
      if (value.length > max) throw invalidRequest(`Invalid string: ${value.slice(0, 20)}...; must be at most ${max} characters`, { param: name });
      return value;
    },
  };
}

export function integer(limits: { min?: number; max?: number } = {}): Param<number> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = limits;
  return {
    read(raw, name) {
      const value = leaf(raw, name);
      if (!/^[+-]?\d{1,15}$/.test(value)) throw invalidRequest(`Invalid integer: ${value}`, { code: "parameter_invalid_integer", param: name });
      const number = Number(value);
      if (number < min) {
        throw invalidRequest(`This value must be greater than or equal to ${min}.`, { code: "parameter_invalid_integer", param: name });
      }
      if (number > max) throw invalidRequest(`This value must be less than or equal to ${max}.`, { code: "parameter_invalid_integer", param: name });
      return number;
    },
  };
}

/** Unix seconds. */
export function timestamp(): Param<number> {
  return {
    read(raw, name) {
      const value = leaf(raw, name);
      if (!/^\d{1,12}$/.test(value)) throw invalidRequest(`Invalid timestamp: must be an integer Unix timestamp in seconds`, { param: name });
      return Number(value);
    },
  };
}

/** `true` and `false`, in Python's spelling too. */
export function bool(): Param<boolean> {
  return {
    read(raw, name) {
      const value = leaf(raw, name).toLowerCase();
      if (value !== "true" && value !== "false") throw invalidRequest(`Invalid boolean: ${value}`, { param: name });
      return value === "true";
    },
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Param<T> {
  return {
    read(raw, name) {
      const value = leaf(raw, name);
      const found = values.find((one) => one === value);
      if (found === undefined) {
        const all = values.length > 1 ? `one of ${values.slice(0, -1).join(", ")}, or ${values.at(-1)}` : values[0];
        throw invalidRequest(`Invalid ${name}: must be ${all}`, { param: name });
      }
      return found;
    },
  };
}

/** The first of the two whose words fit: `trial_end` is `now` or a time. */
export function either<A, B>(when: (raw: Tree) => boolean, yes: Param<A>, no: Param<B>): Param<A | B> {
  return { read: (raw, name) => (when(raw) ? yes.read(raw, name) : no.read(raw, name)) };
}

/** Written with indexes, with empty brackets, or as an empty string, which empties it. */
export function list<T>(param: Param<T>): Param<T[]> {
  return {
    read(raw, name) {
      if (raw === "") return [];
      if (typeof raw === "string") throw invalidRequest("Invalid array", { param: name });
      if (Array.isArray(raw)) return raw.map((entry, at) => param.read(entry, `${name}[${at}]`));
      const keys = Object.keys(raw);
      if (!keys.every((key) => /^\d{1,4}$/.test(key))) throw invalidRequest("Invalid array", { param: name });
      return keys.sort((a, b) => Number(a) - Number(b)).map((key) => param.read(raw[key] ?? "", `${name}[${key}]`));
    },
  };
}

export function hash<S extends Shape>(shape: S): Param<Params<S>> {
  return {
    read(raw, name) {
      if (!isBranch(raw)) throw invalidRequest("Invalid object", { param: name });
      return readParams(shape, raw, name);
    },
  };
}
