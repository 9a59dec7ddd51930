import { z } from "zod";
import { roles } from "#lib/core/permissions.ts";

const url = z.url();
const text = z.string().min(1);

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
