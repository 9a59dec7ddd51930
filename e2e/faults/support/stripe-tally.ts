import type Stripe from "stripe";
import type { LocalStripe } from "../../stripe/start.ts";
import { expectedStanding } from "./billing-oracle.ts";
import { asOwner } from "./owner.ts";

/** What a Stripe was told and holds, against what is stored. */
export interface StripeTally {
  /** Events that were answered by a 2xx. */
  acked: number;
  /** Rows in the inbox. */
  stored: number;
  /** Acknowledged and not stored. */
  lost: number;
  /** Stored more than once, or a change of access written down that did not follow from the one before. */
  doubled: number;
  /** Customers whose plan and access are not what the oracle says: "cus_1: core active instead of core read_only". */
  wrong: string[];
  /** Different standings among the customers. */
  kinds: number;
}

interface StoredStanding {
  customer_id: string;
  standing: string;
}

/** Reads as the owner, so that nothing of the product's own reading is trusted. */
export async function stripeTally(
  local: LocalStripe,
  given: { events: readonly Stripe.Event[]; customers: readonly string[]; ownerUrl: string },
): Promise<StripeTally> {
  const { events, customers, ownerUrl } = given;
  return asOwner(ownerUrl, async (owner) => {
    const inbox = await owner.query<{ id: string }>("select id from stripe_events");
    const standings = await owner.query<StoredStanding>(
      `select a.customer_id, w.plan || ' ' || case when w.access_until <= now() then 'read_only' else w.access end as standing
       from workspaces w join billing_accounts a on a.workspace_id = w.id`,
    );
    const broken = await owner.query<{ count: number }>(
      `select count(*)::int from (
         select detail->>'planFrom' || ' ' || (detail->>'accessFrom') as from_, coalesce(
           lag((detail->>'planTo') || ' ' || (detail->>'accessTo')) over (partition by workspace_id order by id), 'advanced read_only') as before
         from audit_log where action = 'billing.access_changed') entries
       where from_ <> before`,
    );
    const stored = new Set(inbox.rows.map(({ id }) => id));
    const found = new Map(standings.rows.map((row) => [row.customer_id, row.standing]));
    const acked = events.filter((event) => event.pending_webhooks === 0);
    return {
      acked: acked.length,
      stored: inbox.rows.length,
      lost: acked.filter(({ id }) => !stored.has(id)).length,
      doubled: inbox.rows.length - stored.size + (broken.rows[0]?.count ?? 0),
      wrong: differences(local, customers, found),
      kinds: new Set(found.values()).size,
    };
  });
}

/** The control: what a receiver would hold that believes each event as it comes. */
export function wrongIfBelieved(local: LocalStripe, customers: readonly string[]): string[] {
  const found = new Map(customers.map((customer) => [customer, expectedStanding([], [], 0)]));
  for (const { event: id } of local.control.attempts()) {
    const event = local.control.world.events.get(id);
    if (event?.type.startsWith("customer.subscription.") !== true) continue;
    const subscription = event.data.object as Stripe.Subscription;
    found.set(subscription.customer as string, expectedStanding([subscription], [], local.control.now()));
  }
  return differences(local, customers, found);
}

function differences({ control }: LocalStripe, customers: readonly string[], found: ReadonlyMap<string, string>): string[] {
  return customers.flatMap((customer) => {
    const subscriptions = control.world.subscriptions.ofOwner(customer);
    const expected = expectedStanding(subscriptions, control.world.invoices.ofOwner(customer), control.now());
    return found.get(customer) === expected ? [] : [`${customer}: ${found.get(customer)} instead of ${expected}`];
  });
}
