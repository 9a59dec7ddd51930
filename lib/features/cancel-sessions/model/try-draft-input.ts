import { z } from "zod";
import { hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import { flowConfigSchema } from "../../flows/model/flow-config.ts";
import { madeUpCustomer } from "../../flows/model/made-up-customer.ts";

/** A draft to try, and who tries it. */
export const tryDraftInput = z.strictObject({
  config: flowConfigSchema,
  customer: madeUpCustomer.prefault({}),
  locale: z.enum(hostedLocaleCodes).optional(),
});
export type TryDraftInput = z.input<typeof tryDraftInput>;
