import type Stripe from "stripe";
import { invalidRequest } from "./errors.ts";

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
