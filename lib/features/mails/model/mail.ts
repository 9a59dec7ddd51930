import { z } from "zod";
import { hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import { roles } from "#lib/core/permissions.ts";

const url = z.url();
const text = z.string().min(1);

const months = z.int().positive();
/** What an accepted offer gives. */
const benefit = z.discriminatedUnion("type", [
  z.object({ type: z.literal("percent"), percent: z.number(), months: months.nullable() }),
  z.object({ type: z.literal("amount"), amount: z.number(), currency: text, months: months.nullable() }),
  z.object({ type: z.literal("pause"), months }),
]);

/** What a customer of the hosted flow gets in writing. Times are ISO 8601. */
const receiptShape = {
  locale: z.enum(hostedLocaleCodes),
  merchant: text,
  isSandbox: z.boolean(),
  subject: z.object({ name: z.string().nullable(), effectiveAt: z.string().nullable() }),
  what: z.enum(["cancelled", "withdrawn", "kept", "offer_accepted"]),
  at: text,
  timeZone: text,
  /** cxs_… */
  reference: text,
  customer: z.string(),
  reasonLabel: z.string().nullable(),
  reasonText: z.string().nullable(),
  offerLabel: z.string().nullable(),
  // A mail that waited while the program was replaced has none.
  offerBenefit: benefit.nullable().default(null),
  statutory: z.object({ kind: z.enum(["ordinary", "extraordinary"]), cause: z.string(), endsOn: z.string() }).nullable(),
};

/** Of mails about our own plans: whose, in which time zone its owner reads times, and the Billing page. Times are ISO 8601. */
const billing = { workspaceName: text, timeZone: text, url };

/** Every mail that the product sends, and what each must know. Links in it hold tokens: it is a secret until it was sent. */
export const mailSchema = z.discriminatedUnion("template", [
  z.object({ template: z.literal("verify_email"), url }),
  z.object({ template: z.literal("reset_password"), url }),
  z.object({ template: z.literal("magic_link"), url }),
  /** Somebody tried to sign up with an address that has an account. */
  z.object({ template: z.literal("account_exists"), signInUrl: url, resetUrl: url }),
  z.object({ template: z.literal("password_changed"), resetUrl: url }),
  z.object({ template: z.literal("invitation"), workspaceName: text, invitedBy: text, role: z.enum(roles), url }),
  z.object({ template: z.literal("ownership_transferred"), workspaceName: text, by: text }),
  z.object({ template: z.literal("cancellation_receipt"), ...receiptShape }),
  z.object({ template: z.literal("trial_ending"), ...billing, until: text }),
  z.object({ template: z.literal("payment_failed"), ...billing, until: text }),
  z.object({ template: z.literal("access_lost"), ...billing, because: z.enum(["trialing", "active", "past_due"]) }),
  z.object({ template: z.literal("access_restored"), ...billing, plan: z.enum(["core", "advanced"]) }),
  z.object({ template: z.literal("webhook_endpoint_disabled"), workspaceName: text, endpointUrl: text, url }),
]);

export type Mail = z.infer<typeof mailSchema>;
export type MailTemplate = Mail["template"];
/** One kind of mail. */
export type MailOf<Template extends MailTemplate> = Extract<Mail, { template: Template }>;

/** A mail as it goes out. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}
