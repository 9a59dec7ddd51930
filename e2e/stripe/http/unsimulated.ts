import { notSimulated } from "./errors.ts";
import type { Param } from "./params.ts";

/** A parameter of Stripe's that changes nothing here when it says what is so anyway; every other value is refused, not ignored. */
export function only<T>(param: Param<T>, inert: (value: T) => boolean): Param<T> {
  return {
    read(raw, name) {
      const value = param.read(raw, name);
      if (!inert(value)) throw notSimulated(`this value of ${name}`, name);
      return value;
    },
  };
}

/** A parameter that Stripe documents and this one does not simulate. */
export function unsimulated(): Param<undefined> {
  return {
    read(raw, name) {
      if (raw === "") return undefined;
      throw notSimulated(`the parameter ${name}`, name);
    },
  };
}

/** A parameter whose value is kept nowhere: it steers what a person sees or how Stripe guards, and nothing that an API shows. */
export function ignored(): Param<undefined> {
  return { read: () => undefined };
}

/** The same for several. */
export function unsimulatedParams<const N extends string>(...names: N[]): Record<N, Param<undefined>> {
  return Object.fromEntries(names.map((name) => [name, unsimulated()])) as Record<N, Param<undefined>>;
}
