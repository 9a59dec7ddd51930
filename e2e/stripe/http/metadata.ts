import type Stripe from "stripe";
import { invalidRequest } from "./errors.ts";
import { isBranch } from "./form.ts";
import type { Param } from "./params.ts";

type Given = Record<string, string | null> | null | undefined;

/** docs.stripe.com/api/metadata: given keys are put in, empty ones are taken away, the rest stays; "" takes all away. */
export function mergeMetadata(stored: Stripe.Metadata, given: Given): Stripe.Metadata {
  if (given === undefined) return stored;
  if (given === null) return {};
  const merged = { ...stored };
  for (const [key, value] of Object.entries(given)) {
    if (value === null) delete merged[key];
    else merged[key] = value;
  }
  if (Object.keys(merged).length > 50) throw invalidRequest("You can specify at most 50 metadata keys.", { param: "metadata" });
  return merged;
}

/** docs.stripe.com/api/metadata: up to 50 keys of up to 40 characters, values up to 500; an empty value takes a key away, "" all. */
export function metadata(): Param<Record<string, string | null> | null> {
  return {
    read(raw, name) {
      if (raw === "") return null;
      if (!isBranch(raw)) throw invalidRequest("Invalid object", { param: name });
      const entries = Object.entries(raw);
      if (entries.length > 50) throw invalidRequest("You can specify at most 50 metadata keys.", { param: name });
      return Object.fromEntries(
        entries.map(([key, value]) => {
          if (typeof value !== "string")
            throw invalidRequest(`Metadata values must be strings, but for key \`${key}\` you passed in a hash or array.`, { param: name });
          if (key.length > 40) throw invalidRequest(`Metadata keys can be up to 40 characters; \`${key}\` is longer.`, { param: `${name}[${key}]` });
          if (value.length > 500)
            throw invalidRequest(
              `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value.slice(0, 20)}`,
              { param: `${name}[${key}]` },
            );
          return [key, value === "" ? null : value];
        }),
      );
    },
  };
}
