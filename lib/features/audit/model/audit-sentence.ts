import type { AuditEntry } from "./audit-entry.ts";

type Told = Pick<AuditEntry, "action" | "target" | "detail">;

/** A value of the detail, as it reads in a sentence. */
const said = ({ detail }: Told, name: string): string => String(detail[name] ?? "");
const quoted = (text: string): string => `“${text}”`;

/** What happened, in one sentence without its subject. A test demands one for every action that is written. */
const sentences: Record<string, (entry: Told) => string> = {
  "workspace.created": (entry) => `Created the workspace ${quoted(said(entry, "name"))}`,
  "workspace.updated": ({ detail }) => {
    const changes = [
      ["name", "the name"],
      ["timeZone", "the time zone"],
      ["currency", "the currency"],
    ] as const;
    const told = changes.filter(([field]) => `${field}To` in detail).map(([field, words]) => `${words} to ${quoted(String(detail[`${field}To`]))}`);
    return `Changed ${told.length === 0 ? "the workspace" : told.join(", ")}`;
  },
  "workspace.plan_set": (entry) => `Set the plan from ${said(entry, "from")} to ${said(entry, "to")}`,
  "workspace.access_set": (entry) => `Set the access from ${said(entry, "from")} to ${said(entry, "to")}`,

  "reason.added": (entry) => `Added the reason ${quoted(said(entry, "label"))}`,
  "reason.updated": ({ target, detail }) => {
    if (typeof detail.labelTo === "string") return `Renamed the reason ${quoted(String(detail.labelFrom))} to ${quoted(detail.labelTo)}`;
    return `Changed the ${"languages" in detail ? "translations" : "follow-up question"} of the reason ${target}`;
  },
  "reason.enabled": ({ target }) => `Enabled the reason ${target}`,
  "reason.disabled": ({ target }) => `Disabled the reason ${target}`,
  "reason.reordered": () => "Changed the order of the reasons",
  "reason.merged": (entry) => `Merged the reason ${entry.target} into ${said(entry, "into")}`,
  "reason.unmerged": (entry) => `Undid the merge of the reason ${entry.target} into ${said(entry, "from")}`,

  "cancellations.exported": ({ target, detail }) => {
    const chosen = detail.filters === "" ? "" : `, filtered by ${String(detail.filters)}`;
    return `Exported ${Number(detail.rows).toLocaleString("en")} ${detail.rows === 1 ? "cancellation" : "cancellations"} of ${target}${chosen}`;
  },

  "flow.draft_saved": () => "Saved the draft of the cancellation flow",
  "flow.published": (entry) => `Published ${entry.target} of the cancellation flow`,
  "flow.version_restored": ({ target }) => `Made ${target} of the cancellation flow the draft again`,
  "flow.logo_uploaded": () => "Uploaded a logo for the cancellation flow",
  "return_origin.added": ({ target }) => `Allowed sessions to lead back to ${target}`,
  "return_origin.removed": ({ target }) => `No longer allowed sessions to lead back to ${target}`,
  "default_return_url.set": ({ target }) => (target === "none" ? "Removed the default return URL" : `Set the default return URL, on ${target}`),

  "api_key.created": (entry) => `Created the API key ${quoted(said(entry, "name"))}`,
  "api_key.renamed": (entry) => `Renamed the API key ${quoted(said(entry, "from"))} to ${quoted(said(entry, "to"))}`,
  "api_key.rotated": (entry) => `Rotated the API key ${quoted(said(entry, "name"))}`,
  "api_key.revoked": (entry) => `Revoked the API key ${quoted(said(entry, "name"))}`,

  "signing_secret.created": (entry) => `Created a Signing Secret for ${said(entry, "environment")}`,
  "signing_secret.rotated": (entry) => `Rotated the Signing Secret of ${said(entry, "environment")}`,
  "signing_secret.revealed": (entry) => `Looked at a Signing Secret of ${said(entry, "environment")}`,
  "signing_secret.retired": (entry) => `Retired a Signing Secret of ${said(entry, "environment")}`,

  "member.added": (entry) => `Added a member as ${said(entry, "role")}`,
  "member.joined": (entry) => `Joined as ${said(entry, "role")}`,
  "member.invited": (entry) => `Invited ${said(entry, "email")} as ${said(entry, "role")}`,
  "member.role_changed": (entry) => `Changed a member’s role from ${said(entry, "from")} to ${said(entry, "to")}`,
  "member.removed": (entry) => `Removed a member, who was ${said(entry, "role")}`,
  "member.left": (entry) => `Left the workspace, as ${said(entry, "role")}`,
  "invitation.resent": (entry) => `Sent the invitation of ${said(entry, "email")} again`,
  "invitation.revoked": (entry) => `Revoked the invitation of ${said(entry, "email")}`,
  "ownership.transferred": () => "Transferred the ownership",

  "billing.checkout_started": (entry) => `Opened the checkout for ${said(entry, "plan")}, paid by the ${said(entry, "interval")}`,
  "billing.customer_replaced": (entry) => `Began anew at Stripe: ${said(entry, "to")} in place of ${said(entry, "from")}`,
  "billing.plan_changed": (entry) => `Changed the paid plan to ${said(entry, "to")}, paid by the ${said(entry, "interval")}`,
  "billing.access_changed": ({ detail }) => {
    const changes = [
      ["plan", "the plan"],
      ["access", "the access"],
    ] as const;
    const told = changes
      .filter(([field]) => detail[`${field}From`] !== detail[`${field}To`])
      .map(([field, words]) => `${words} from ${inWords(detail[`${field}From`])} to ${inWords(detail[`${field}To`])}`);
    return `Billing changed ${told.join(" and ")}`;
  },

  "webhook_endpoint.created": (entry) => `Added the webhook endpoint ${said(entry, "url")} for ${said(entry, "environment")}`,
  "webhook_endpoint.updated": (entry) => `Changed the webhook endpoint ${said(entry, "url")}${entry.detail.newSecret === true ? ", with a new secret" : ""}`,
  "webhook_endpoint.enabled": (entry) => `Switched on the webhook endpoint ${said(entry, "url")}`,
  "webhook_endpoint.disabled": (entry) => `Switched off the webhook endpoint ${said(entry, "url")}`,
  "webhook_endpoint.deleted": (entry) => `Deleted the webhook endpoint ${said(entry, "url")}`,
  "webhook_endpoint.tested": ({ target }) => `Sent a test message to the webhook endpoint ${target}`,
};

/** "past_due" as "past due". */
function inWords(value: unknown): string {
  return String(value).replaceAll("_", " ");
}

/** An action without a sentence, of a newer version perhaps, stands there as it is written. */
export function auditSentence(entry: Told): string {
  return hasAuditSentence(entry.action) ? (sentences[entry.action]?.(entry) ?? entry.action) : entry.action;
}

export function hasAuditSentence(action: string): boolean {
  return Object.hasOwn(sentences, action);
}

/** Kinds of action to filter by: the beginning of their names, and what a person calls them. */
export const auditKinds: readonly { prefix: string; label: string }[] = [
  { prefix: "workspace.", label: "Workspace" },
  { prefix: "cancellations.", label: "Exports" },
  { prefix: "reason.", label: "Reasons" },
  { prefix: "flow.", label: "Flow" },
  { prefix: "return_origin.", label: "Return origins" },
  { prefix: "default_return_url.", label: "Default return URL" },
  { prefix: "api_key.", label: "API keys" },
  { prefix: "signing_secret.", label: "Signing Secrets" },
  { prefix: "member.", label: "Members" },
  { prefix: "invitation.", label: "Invitations" },
  { prefix: "ownership.", label: "Ownership" },
  { prefix: "webhook", label: "Webhooks" },
  { prefix: "billing.", label: "Billing" },
];
