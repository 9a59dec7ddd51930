import { z } from "zod";
import type { FieldError } from "#lib/core/errors.ts";
import { canonicalLocale } from "#lib/core/locale.ts";
import { context, environment, metadata, text } from "../../cancellations/model/cancellation.ts";
import { customerTypes, regionSchema } from "../../flows/model/flow-config.ts";

/** What a call for a link may say, and what it is answered. */

const effectiveAt = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: "must be an ISO 8601 date, or a date and time with an offset" })
  .refine((value) => value.length <= 40, { error: "must be at most 40 characters", params: { code: "too_long" } })
  .meta({ description: "When the subscription would end: a date, or a date and time with an offset. Shown to the customer." });

export const cancelLinkBody = z
  .strictObject({
    userId: text(255, "The customer's id in your system; comes back in the signed result.").min(1, "must not be empty"),
    returnUrl: z
      .string()
      .max(2_048, "must be at most 2,048 characters")
      .optional()
      .meta({ description: "Where the customer goes afterwards; its origin must be on the workspace's list. Default: the workspace's default return URL." }),
    environment,
    context: context.optional(),
    metadata: metadata.optional(),
    locale: z
      .string()
      .max(35)
      .refine((value) => canonicalLocale(value) !== null, { error: "must be a language tag (BCP 47) such as de or pt-BR", params: { code: "not_a_locale" } })
      .optional()
      .meta({ description: "Language of the pages (BCP 47); the browser's decides where it is left out." }),
    region: regionSchema.optional().meta({ description: "Where the customer lives (ISO 3166), with the subdivision in the United States: DE, US-MN." }),
    customerType: z.enum(customerTypes).optional().meta({ description: "Whether consumer law applies." }),
    display: z
      .strictObject({
        productName: text(255, "What the customer subscribed to.").min(1).optional(),
        planName: text(255, "The plan as the customer knows it.").min(1).optional(),
        effectiveAt: effectiveAt.optional(),
      })
      .optional(),
    customer: z
      .strictObject({
        email: z
          .email({ error: "must be an e-mail address" })
          .max(320)
          .optional()
          .meta({ description: "For the receipt alone, which is mailed at once when the customer is through." }),
      })
      .optional(),
  })
  .meta({ id: "NewCancelLink" });

export type CancelLinkInput = z.output<typeof cancelLinkBody>;

type Names = Readonly<Record<string, string>>;

const ALIASES: Names = { user_id: "userId", return_url: "returnUrl", customer_type: "customerType" };
const INNER_ALIASES: Readonly<Record<string, Names>> = {
  context: { tenure_days: "tenureDays" },
  display: { product_name: "productName", plan_name: "planName", effective_at: "effectiveAt" },
};

/** A body, and what is wrong with its names. */
interface Renamed {
  body: unknown;
  faults: FieldError[];
}

/** The body with snake_case names of ours in camelCase; a field that is given under both names is a fault, whatever it says. */
export function withoutAliases(body: unknown): Renamed {
  if (!isObject(body)) return { body, faults: [] };
  const faults: FieldError[] = [];
  const inner = (name: string) => (Object.hasOwn(INNER_ALIASES, name) ? (INNER_ALIASES[name] as Names) : {});
  const entries = Object.entries(renamed(body, ALIASES, "", faults));
  return {
    body: Object.fromEntries(entries.map(([name, value]) => [name, isObject(value) ? renamed(value, inner(name), `${name}.`, faults) : value])),
    faults,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function renamed(object: Record<string, unknown>, aliases: Names, path: string, faults: FieldError[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      const ours = Object.hasOwn(aliases, name) ? (aliases[name] as string) : null;
      if (ours === null) return [name, value];
      if (!Object.hasOwn(object, ours)) return [ours, value];
      faults.push({ path: path + name, code: "given_twice", message: `is another name of ${path + ours}, which is given too; send one of them` });
      return [name, value];
    }),
  );
}

export const cancelLinkSchema = z
  .strictObject({
    url: z.url().meta({ description: "Redirect the customer here. Opens one session, for whoever has it." }),
    expires_at: z.iso.datetime().meta({ description: "Until when it must be opened." }),
    environment: z.enum(["prod", "sandbox"]),
    session_id: z.string().meta({ description: "cxs_…; comes back in the signed result and in webhooks." }),
  })
  .meta({ id: "CancelLink" });

export type CancelLink = z.infer<typeof cancelLinkSchema>;

/** A header's value that names one call, whatever its retries. */
export const idempotencyKeySchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x20-\x7e]+$/);
