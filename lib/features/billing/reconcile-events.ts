import type Stripe from "stripe";
import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { askStripe } from "#lib/platform/stripe.ts";
import { askAboutAll } from "./internal/ask-about-all.ts";
import { noteReconcile } from "./internal/note-reconcile.ts";
import { recordEvent } from "./internal/record-event.ts";
import { stripeEventTypes } from "./model/event-types.ts";

/** Events are listed from a little before the last one that was seen: Stripe's clocks, and what was still being written then. */
const OVERLAP_MS = 5 * 60_000;
/** Where there is no cursor yet, billing has only just begun. */
const FIRST_LOOK_MS = 60 * 60_000;
/** Stripe keeps events for 30 days; what is older is for the nightly comparison. */
const OLDEST_MS = 29 * 86_400_000;
export interface Reconciled {
  checked: number;
  drift: number;
  /** "cus_…: why" of each customer that could not be asked about. */
  failed: string[];
}

/**
 * Lists Stripe's events since the last look, takes those that never came, and asks about every customer with an event that is
 * still open, however it came. Afterwards nothing is open but what Stripe could not be asked about.
 * @throws DomainError unavailable, after noting the failure
 */
export function reconcileEvents({ ctx, signal }: { ctx: Context; signal?: AbortSignal }): Promise<Reconciled> {
  return noteReconcile({ ctx, kind: "events" }, async () => {
    const startedAt = ctx.clock.now();
    // A run of a clock that was ahead for a while says nothing of what came since.
    const last = await withDirectory((db) =>
      db.stripeReconcile.findFirst({
        where: { kind: "events", cursorAt: { lte: new Date(startedAt) } },
        orderBy: { cursorAt: "desc" },
        select: { cursorAt: true },
      }),
    );
    const since = Math.max((last?.cursorAt?.getTime() ?? startedAt - FIRST_LOOK_MS) - OVERLAP_MS, startedAt - OLDEST_MS);
    let checked = 0;
    let drift = 0;
    for (let after: string | undefined; ; ) {
      signal?.throwIfAborted();
      const page = await listEvents(since, after);
      const isNew = await Promise.all(page.data.map((event) => recordEvent({ ctx, event, cameBy: "reconcile" })));
      checked += page.data.length;
      drift += isNew.filter(Boolean).length;
      after = page.data.at(-1)?.id;
      if (!page.has_more || after === undefined) break;
    }
    const { failed } = await askAboutAll({ ctx, customers: await openCustomers(), signal });
    return { checked, drift, failed, cursorAt: startedAt };
  });
}

/** A page of the events since a time (ms), newest first. What is created meanwhile is for the next look. */
function listEvents(since: number, after: string | undefined): Promise<Stripe.ApiList<Stripe.Event>> {
  return askStripe((stripe) =>
    stripe.events.list({
      created: { gte: Math.floor(since / 1000) },
      types: [...stripeEventTypes],
      limit: 100,
      ...(after !== undefined && { starting_after: after }),
    }),
  );
}

/** Customers of whom an event waits to be worked on, however it came. */
async function openCustomers(): Promise<string[]> {
  const open = await withDirectory((db) => db.stripeEvent.findMany({ where: { state: "received" }, distinct: ["customerId"], select: { customerId: true } }));
  return open.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
}
