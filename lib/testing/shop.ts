import { systemClock } from "#lib/core/clock.ts";
import { createApiKey } from "#lib/features/api-keys/create.ts";
import { startCheckout } from "#lib/features/billing/start-checkout.ts";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { type BilledWorkspace, makeBilledWorkspace } from "#lib/testing/billing.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { finish, linkOf, makeLink, press, visit } from "#lib/testing/hosted-visitor.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import type { Scene } from "./selling-server.ts";

/** What Stripe's events must have brought about. */
interface Standing {
  plan: "core" | "advanced";
  access: "trialing" | "active" | "past_due" | "read_only";
  /** Stripe's word. */
  status: string | null;
  /** Whether an end is known. */
  ends?: boolean;
}

/** What a workspace has from before: the event "stored", and of three customers the first's link, the second's page and the third's result. */
export interface Kept {
  /** Nobody opened it. */
  unopened: string;
  /** Its customer stands at the last page. */
  underWay: string;
  /** Of the one that is done. */
  sessionId: string;
  token: string;
}

/** A company that signed up, works with its trial, and from then on lives through what its test does to it. */
export interface Shop {
  workspace: BilledWorkspace;
  /** With the key that it has used since its trial. */
  api: ApiClient;
  /** With a key that nothing remembers yet. */
  freshApi(): Promise<ApiClient>;
  /** From the trial. */
  kept: Kept;
  customer(): Promise<string>;
  /** Chooses a plan and pays at Stripe's checkout. */
  buy(plan: "core" | "advanced", card?: string): Promise<void>;
  /** Waits for what Stripe's events bring about. */
  becomes(standing: Standing): Promise<void>;
}

export async function openShop({ server, local }: Scene): Promise<Shop> {
  const workspace = await makeBilledWorkspace(systemClock);
  await allowReturn(await workspace.ctx());
  const freshApi = async () =>
    apiClient((await createApiKey({ ctx: await workspace.ctx(), input: { name: "Server", environments: "any" } })).apiKey, server.url);
  const api = await freshApi();
  const kept = await workWith(api);
  return {
    workspace,
    api,
    freshApi,
    kept,
    customer: async () => (await workspace.stored()).customer_id as string,
    async buy(plan, card = "4242424242424242") {
      const { url } = await startCheckout({ ctx: await workspace.ctx(), input: { plan, interval: "month" } });
      const form = new URLSearchParams({ number: card, expiry: "12/34", cvc: "123", email: workspace.owner.email });
      const answer = await fetch(url, { method: "POST", body: form, redirect: "manual" });
      if (answer.status !== 303) throw new Error(`the checkout answered ${answer.status}`);
    },
    async becomes({ plan, access, status, ends }) {
      await local.control.settled();
      await eventually(
        () => workspace.stored(),
        (stored) =>
          stored.plan === plan && stored.access === access && stored.status === status && (ends === undefined || (stored.access_until !== null) === ends),
        20_000,
      );
    },
  };
}

/** Makes what a workspace has from before, through the API. */
export async function workWith(api: ApiClient): Promise<Kept> {
  const created = await api.post({ eventId: "stored", reasonKey: "other" });
  if (created.status !== 201) throw new Error(`the first event is answered ${created.status}: ${created.text}`);
  const unopened = await api.call("POST", "/cancel-link", { body: linkBody, headers: { "idempotency-key": "kept" } });
  const underWay = await makeLink(api);
  await visit(underWay.url);
  await press(underWay.url, "", "cancel", { reasonKey: "too_expensive" });
  const done = await makeLink(api);
  return { unopened: linkOf(unopened).url, underWay: underWay.url, sessionId: done.session_id, token: await finish(done.url) };
}

/** Asked for again under the same key, it is the same link again. */
export const linkBody = { userId: "kept", customerType: "b2b", region: "US-TX" };

/**
 * Days pass by the product's clock: all dates of the workspace's billing lie so much further back. The one thing here that is
 * written by hand; Stripe's own clock is moved by `control.advance`.
 */
export async function daysPass({ workspace }: Shop, days: number): Promise<void> {
  const back = `make_interval(days => ${days})`;
  const columns = ["trial_ends_at", "current_period_start", "current_period_end", "subscription_trial_end", "cancel_at", "unpaid_since"];
  await ownerQuery(`update billing_accounts set ${columns.map((name) => `${name} = ${name} - ${back}`).join(", ")} where workspace_id = $1`, [
    workspace.workspaceId,
  ]);
  await ownerQuery(`update workspaces set access_until = access_until - ${back} where id = $1`, [workspace.workspaceId]);
}
