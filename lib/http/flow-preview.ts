import { createHash } from "node:crypto";
import { DAY_MS } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import type { HostedSession } from "#lib/features/cancel-sessions/find-hosted.ts";
import { firstPlace, RETURN_DAYS } from "#lib/features/cancel-sessions/model/journey.ts";
import { placeOfScreen, standingOn, unfitFor } from "#lib/features/cancel-sessions/model/made-up-standing.ts";
import { lintFacts } from "#lib/features/flows/lint-facts.ts";
import type { FlowConfig } from "#lib/features/flows/model/flow-config.ts";
import type { FlowPreview, FlowPreviewQuestion, PreviewScreen } from "#lib/features/flows/model/flow-preview.ts";
import { lintFlow } from "#lib/features/flows/model/lint.ts";
import { rulesFor } from "#lib/features/flows/model/region-rules.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { accentShades } from "#lib/hosted/contrast.ts";
import { renderPage } from "#lib/hosted/render.ts";
import { messageView, viewOf } from "./hosted-view.ts";

/**
 * A page of a draft as a made-up customer would meet it, by the renderer of the real ones, and why it looks so.
 * @throws DomainError forbidden, unavailable
 */
export async function previewFlow({ ctx, input }: { ctx: WorkspaceContext; input: FlowPreviewQuestion & { config: FlowConfig } }): Promise<FlowPreview> {
  authorize(ctx, "flow.read");
  const { config, customer, screen, theme } = input;
  const [session, facts] = await Promise.all([sessionFor(ctx, input), lintFacts({ ctx })]);
  const { light, dark } = accentShades(config.branding.accent);
  const absence = absenceOf(screen, session, config);
  const looked = { config, customer, at: ctx.clock.now() };
  return {
    html: absence === null ? inTheme(drawn(session, input), theme) : null,
    absence,
    offers: config.offers.map((offer) => ({ id: offer.id, label: offer.label, unfit: unfitFor(offer, session, looked) })),
    shownOffer: session.shownOffer?.id ?? null,
    rules: rulesFor({ ...customer, markets: config.markets, customerTypes: config.customerTypes, at: ctx.clock.now() }).map(({ id }) => id),
    findings: lintFlow(config, { ...facts, shownAccent: { light: light.accent, dark: dark.accent } }),
  };
}

function drawn(session: HostedSession, { config, screen, locale }: FlowPreviewQuestion & { config: FlowConfig }): string {
  const view =
    screen === "expired" ? messageView("expired", { locale, session }) : viewOf(session, { place: placeOfScreen[screen], locale, base: "/s/preview" });
  const { logoId } = config.branding;
  // The pages' own address of the logo may be on another host.
  const logoUrl = logoId === null ? null : `/dashboard/${session.ctx.workspace.slug}/flow/logo/${logoId}`;
  return renderPage({ ...view, brand: { ...view.brand, logoUrl } }).html;
}

/** A session that nobody opened. */
async function sessionFor(ctx: WorkspaceContext, { config, customer, screen }: FlowPreviewQuestion & { config: FlowConfig }): Promise<HostedSession> {
  const [profile, reasons] = await Promise.all([workspaceProfile({ ctx }), listReasons({ ctx })]);
  const now = ctx.clock.now();
  const standing = standingOn(screen, { config, customer, at: now });
  const { isCompleted, isChurned, demands } = standing;
  const hasOffer = screen === "offer_accepted";
  return {
    key: { workspaceId: ctx.workspace.id, id: "" },
    id: `cxs_${createHash("sha256").update(ctx.workspace.slug).digest("hex").slice(0, 22)}`,
    environment: "prod",
    status: isCompleted ? "completed" : "opened",
    userId: "customer 4711",
    locale: null,
    plan: customer.plan,
    mrr: customer.mrr,
    tenureDays: customer.tenureDays,
    region: customer.region,
    productName: null,
    planName: null,
    effectiveAt: new Date(now + 14 * DAY_MS).toISOString().slice(0, 10),
    email: "alex@example.com",
    receiptMailed: isCompleted,
    returnUrl: "https://return.example/",
    expiresAt: new Date(now + DAY_MS).toISOString(),
    reasonKey: customer.reasonKey,
    reasonText: null,
    offerAccepted: hasOffer,
    offerLabel: null,
    statutory: isCompleted && demands.statute === "de" ? { kind: "ordinary", cause: "", endsOn: "" } : null,
    outcome: isCompleted ? (isChurned ? "churned" : "recovered") : null,
    isWithdrawal: screen === "withdrawn",
    completedAt: isCompleted ? new Date(now).toISOString() : null,
    config,
    merchant: {
      workspace: ctx.workspace,
      workspaceKey: profile.workspaceKey,
      name: profile.name,
      timeZone: profile.timeZone,
      reasons: reasons.filter(({ enabled, mergedInto }) => enabled && mergedInto === null),
    },
    ctx,
    ...standing,
  };
}

/** Why a customer never meets a page; null: they do. */
function absenceOf(screen: PreviewScreen, session: HostedSession, config: FlowConfig): string | null {
  const { demands, shownOffer, canWithdraw, tenureDays, isReturn } = session;
  const returned = `This customer was here lately: whoever comes back within ${RETURN_DAYS} days is asked for no reason and shown no offer again. The confirmation comes first.`;
  if (screen === "reason" && firstPlace(session) !== "reason") {
    if (!demands.confirmFirst) return returned;
    return "The law of this customer’s place puts the confirmation first. The reason is asked afterwards, on the receipt.";
  }
  if ((screen === "offer" || screen === "offer_accepted") && shownOffer === null) {
    if (demands.noOffer) return "The law of this customer’s place allows no offer while somebody cancels.";
    if (config.offers.length === 0) return "There is no offer yet.";
    return isReturn ? returned : "No offer fits this customer: after the reason comes the confirmation. Below stands what speaks against each.";
  }
  if ((screen === "withdraw" || screen === "withdrawn") && !canWithdraw) {
    if (!config.withdrawalRight) return "The flow offers no withdrawal. It is switched on under “Rules and return”.";
    if (!demands.withdrawal) return "No rule of this customer’s place demands a control to withdraw.";
    return tenureDays === null
      ? "It is not known for how long this customer has the contract; the control needs it."
      : "The 14 days in which the contract can be withdrawn from are over.";
  }
  return null;
}

/** The page in one theme, whatever the browser prefers, and without taking the focus from the editor. */
function inTheme(html: string, theme: "light" | "dark"): string {
  return html
    .replace("color-scheme:light dark", `color-scheme:${theme}`)
    .replaceAll("(prefers-color-scheme:dark)", theme === "dark" ? "(min-width:0)" : "(max-width:0)")
    .replace('<h1 tabindex="-1" autofocus>', '<h1 tabindex="-1">');
}
