import { env } from "#lib/platform/env.ts";
import { probeStripe, type StripeProbe } from "#lib/platform/stripe.ts";
import { askFigures, ms } from "./ask.ts";
import { aged, ageText, type Finding, HOUR_MS, isoOrNull, judge, MINUTE_MS, type Trouble } from "./judge.ts";

/** Within the budget of the whole check, so that a Stripe that hangs leaves the figures. */
const PATIENCE_MS = 1_300;

interface Kind {
  okAt: number | null;
  drift: number | null;
  error: string | null;
  failedAt: number | null;
}

const kindSql = (kind: string) => `
  (select json_build_object('okAt', ${ms("ok.finished_at")}, 'drift', ok.drift, 'error', last.error,
     'failedAt', (select ${ms("min(f.finished_at)")} from stripe_reconciles f where f.kind = '${kind}' and f.error is not null
       and f.started_at > coalesce(ok.started_at, '-infinity')))
   from (select 1) one
   left join lateral (select * from stripe_reconciles where kind = '${kind}' and error is null order by started_at desc limit 1) ok on true
   left join lateral (select * from stripe_reconciles where kind = '${kind}' order by started_at desc limit 1) last on true)`;

const SQL = `select ${kindSql("events")} as events, ${kindSql("objects")} as objects`;

const refusals: Record<Exclude<StripeProbe, "ok" | "silent">, Omit<Trouble, "since">> = {
  key_refused: {
    state: "critical",
    detail: "Stripe does not accept STRIPE_SECRET_KEY.",
    action: "Make a new key in Stripe's dashboard, set STRIPE_SECRET_KEY, and restart every process.",
  },
  key_limited: {
    state: "warning",
    detail: "STRIPE_SECRET_KEY may not read prices.",
    action: "Give the restricted key the permissions that .env.example lists.",
  },
  price_unknown: {
    state: "warning",
    detail: "Stripe does not know the first of our prices.",
    action: "Check that every STRIPE_PRICE_… is of the account and mode of STRIPE_SECRET_KEY.",
  },
};

/** Whether Stripe answers and takes our key, and when we last looked for what it never told. */
export async function checkStripe({ now }: { now: number }): Promise<Finding<"stripe">> {
  const settings = env().STRIPE;
  if (settings === null) return stripeOff();
  const from = performance.now();
  const probing = probeStripe(PATIENCE_MS).then((probe) => ({ probe, answerMs: probe === "silent" ? null : Math.round(performance.now() - from) }));
  const [{ probe, answerMs }, { events, objects }] = await Promise.all([probing, askFigures<{ events: Kind; objects: Kind }>(SQL)]);
  return {
    ...judge(
      [
        probe !== "ok" && probe !== "silent" && { ...refusals[probe], since: null },
        probe === "silent" && {
          state: "warning",
          since: null,
          detail: `Stripe did not answer within ${PATIENCE_MS / 1_000} s, or could not be reached.`,
          action: "Look at status.stripe.com, and whether this machine reaches api.stripe.com. What is missed meanwhile is found by the next reconcile.",
        },
        failed("Listing Stripe's events", "rb stripe reconcile", events),
        failed("Comparing all workspaces with Stripe", "rb stripe reconcile --all", objects),
        late("Stripe's events were last listed", events, now, { warningMs: 45 * MINUTE_MS, criticalMs: 24 * HOUR_MS }),
        late("All workspaces were last compared with Stripe", objects, now, { warningMs: 49 * HOUR_MS, criticalMs: null }),
      ],
      `Stripe answers in ${settings.livemode ? "live" : "test"} mode${events.okAt === null ? "; its events have not been listed yet." : "."}`,
    ),
    figures: {
      answerMs,
      mode: settings.livemode ? "live" : "test",
      eventsReconciledAt: isoOrNull(events.okAt),
      eventsDrift: events.drift,
      eventsError: events.error,
      objectsReconciledAt: isoOrNull(objects.okAt),
      objectsDrift: objects.drift,
      objectsError: objects.error,
    },
  };
}

export function stripeOff(detail = "Billing is off: no STRIPE_SECRET_KEY is set. Every workspace is Advanced and active."): Finding<"stripe"> {
  const unknown = { answerMs: null, mode: null, eventsReconciledAt: null, eventsDrift: null, eventsError: null };
  return { state: "off", since: null, detail, action: null, figures: { ...unknown, objectsReconciledAt: null, objectsDrift: null, objectsError: null } };
}

function failed(what: string, command: string, { error, failedAt }: Kind): Trouble | false {
  return (
    error !== null && {
      state: "warning",
      since: failedAt,
      detail: `${what} failed last time: ${error.replace(/[.\s]+$/, "")}.`,
      action: `It is tried again by itself; ${command} does it now.`,
    }
  );
}

function late(what: string, { okAt }: Kind, now: number, limits: { warningMs: number; criticalMs: number | null }): Trouble | null {
  return aged(okAt, now, limits, {
    detail: okAt === null ? "" : `${what} ${ageText(okAt, now)} ago.`,
    action: "Check that a worker with the settings of Stripe runs, and what rb jobs list says.",
  });
}
