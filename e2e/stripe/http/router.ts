import type { World } from "../state/world.ts";
import type { Branch } from "./form.ts";
import { type Params, readParams, type Shape } from "./params.ts";

export interface Call<S extends Shape> {
  world: World;
  params: Params<S>;
  /** What stands for `:id` and `:second` in the path. */
  id: string;
  second: string;
  /** The path as it was asked for. */
  path: string;
}

export interface Endpoint {
  method: "GET" | "POST" | "DELETE";
  pattern: RegExp;
  run(call: { world: World; form: Branch; id: string; second: string; path: string }): object;
}

/** An endpoint of the API: `:id` and `:second` in the path are ids. The handler answers with an object, and never waits. */
export function endpoint<S extends Shape>(method: Endpoint["method"], path: string, shape: S, handle: (call: Call<S>) => object): Endpoint {
  const pattern = new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
  return {
    method,
    pattern,
    run: ({ world, form, id, second, path }) => handle({ world, params: readParams(shape, form), id, second, path }),
  };
}
