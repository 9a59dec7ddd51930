import { DAY_MS } from "#lib/core/clock.ts";
import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { createRng, type Rng } from "#lib/core/rng.ts";
import { listCancelSessions } from "#lib/features/cancel-sessions/list.ts";
import { type SeededSession, seedSession } from "#lib/features/cancel-sessions/seed-session.ts";
import { addReturnOrigin } from "#lib/features/flows/add-return-origin.ts";
import { homes, pauses, plans, reasonWeights, results, sources, type Wish, wishes, words } from "#scripts/demo-customers.ts";

const HOUR_MS = 3_600_000;
/** Sessions that are played at the same time; the pool has more connections than that. */
const AT_ONCE = 5;
/** Every so many-th customer is one who was here a few sessions before, within the days in which nobody is asked twice. */
const RETURNS_EVERY = 17;

export interface DemoSessions {
  environment: Environment;
  /** Origin that the customers are sent back to; a return origin of the workspace. */
  site: string;
  count: number;
  /** Days before now. */
  from: number;
  to: number;
  /** Whom these are; another for each batch of a workspace, by which they are made once. */
  seed: number;
  /** Whether the last ones are still under way. */
  untilNow: boolean;
}

/** Believable hosted sessions of some weeks. Does nothing where the last of them is there already. */
export async function ensureDemoSessions(ctx: WorkspaceContext, demo: DemoSessions): Promise<void> {
  if (ctx.workspace.access === "read_only") return;
  const last = customerId(demo, demo.count - 1);
  const { environment } = demo;
  const filters = { environment, statuses: [], outcomes: [], result: null, search: last };
  if ((await listCancelSessions({ ctx, input: { filters, limit: 1 } })).data.length > 0) return;
  // A data folder of an older version, or a curious owner, may have no such origin.
  await addReturnOrigin({ ctx, input: { origin: demo.site } });
  const all = Array.from({ length: demo.count }, (_, n) => customer(demo, n, ctx.clock.now()));
  // The last one says that all are there.
  const before = all.slice(0, -1);
  for (let start = 0; start < before.length; start += AT_ONCE) {
    await Promise.all(before.slice(start, start + AT_ONCE).map((input) => seedSession({ ctx, input })));
  }
  for (const input of all.slice(-1)) await seedSession({ ctx, input });
}

/** The n-th customer of a batch, the oldest first. */
function customer(demo: DemoSessions, n: number, now: number): SeededSession {
  const { environment, count, untilNow } = demo;
  const returned = n % RETURNS_EVERY === RETURNS_EVERY - 1 ? n - AT_ONCE - 1 : n;
  const who = createRng(demo.seed, 1, returned);
  const rng = createRng(demo.seed, 2, n);
  const home = who.weighted(homes);
  const plan = who.weighted(plans);
  const mrr = who.pick(plan.prices);
  const tenureDays = Math.max(1, Math.round(-Math.log(1 - who.next()) * 420));
  const age = count - 1 - n;
  const isOpen = untilNow && age < 3;
  const reasonKey = rng.weighted(reasonWeights);
  return {
    link: {
      userId: customerId(demo, returned),
      returnUrl: `${demo.site}/account`,
      environment,
      context: { plan: plan.id, mrr, tenureDays },
      locale: home.locale,
      region: home.region,
      customerType: home.customerType,
      display: { planName: plan.name },
      ...(rng.chance(0.4) && { metadata: { source: rng.pick(sources) } }),
    },
    madeAt: isOpen ? now - (4 + age * 37) * 60_000 : whenOf(demo, n, now, rng),
    // A link that waits, one on its page, one who is thinking about it.
    wish: isOpen ? ((["never_opens", "disappears", "disappears"] as const)[age] ?? "disappears") : wishOf(rng, reasonKey),
    reasonKey,
    reasonText: reasonKey !== null && rng.chance(0.4) ? rng.pick(words[reasonKey]?.[home.locale] ?? ["Long story."]) : null,
    pause: (place) => Math.min(900, pauses[place] * Math.exp(0.6 * rng.normal())),
    result: rng.weighted(results),
  };
}

/** Spread over the days of the batch, in waking hours. */
function whenOf({ count, from, to }: DemoSessions, n: number, now: number, rng: Rng): number {
  const day = from - ((n + 0.5) / count) * (from - to);
  const midnight = Math.floor((now - day * DAY_MS) / DAY_MS) * DAY_MS;
  const at = midnight + (7 + rng.int(15)) * HOUR_MS + rng.int(HOUR_MS);
  // Nobody is in the future, nor before the version of the flow that they are shown.
  return Math.max(Math.min(at, now - to * DAY_MS - 3 * HOUR_MS), now - from * DAY_MS + HOUR_MS);
}

/** Who finds it too dear, or has no use for it now, is won back more often than others. */
function wishOf(rng: Rng, reasonKey: string | null): Wish {
  const pull = reasonKey === "too_expensive" || reasonKey === "not_using" ? 1 : 0.2;
  return rng.weighted(wishes.map(([wish, weight]) => [wish, wish === "accepts" ? weight * pull : weight] as const));
}

/** Looks like any customer's id, and is the same at every start. */
function customerId({ seed }: DemoSessions, n: number): string {
  return `user_${createRng(seed, 3, n)
    .int(36 ** 6)
    .toString(36)
    .padStart(6, "0")}`;
}
