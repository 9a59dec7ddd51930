import { z } from "zod";
import { convergeCustomer } from "#lib/features/billing/converge.ts";
import { endAccess } from "#lib/features/billing/end-access.ts";
import { CONVERGE_QUEUE } from "#lib/features/billing/model/event-types.ts";
import { reconcileEvents } from "#lib/features/billing/reconcile-events.ts";
import { reconcileObjects } from "#lib/features/billing/reconcile-objects.ts";
import { sweepStripeEvents } from "#lib/features/billing/sweep-events.ts";
import { tellOfEndingTrials } from "#lib/features/billing/tell-of-ending-trials.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { defineJob } from "./job.ts";

const MINUTE_MS = 60_000;

/** Asks Stripe about a customer of whom something was told. Many events of one customer are one job while it waits. */
export const convergeCustomerJob = defineJob({
  name: CONVERGE_QUEUE,
  schema: z.object({ customerId: z.string() }),
  oneWaiting: true,
  // With pauses of 5 s, doubling up to an hour: two days of Stripe being away. What is left then, the reconciles find.
  retryLimit: 60,
  concurrency: 4,
  limitSeconds: 120,
  isPossible: isBillingOn,
  run: async ({ ctx, data }) => {
    await convergeCustomer({ ctx, input: data });
  },
});

export const endAccessJob = defineJob({
  name: "end-access",
  schema: z.object({}),
  everyMs: MINUTE_MS,
  run: async ({ ctx }) => {
    await endAccess({ ctx });
  },
});

export const tellOfEndingTrialsJob = defineJob({
  name: "tell-of-ending-trials",
  schema: z.object({}),
  everyMs: 15 * MINUTE_MS,
  isPossible: isBillingOn,
  run: async ({ ctx }) => {
    await tellOfEndingTrials({ ctx });
  },
});

export const reconcileEventsJob = defineJob({
  name: "reconcile-stripe-events",
  schema: z.object({}),
  everyMs: 15 * MINUTE_MS,
  limitSeconds: 600,
  isPossible: isBillingOn,
  run: async ({ ctx, signal }) => {
    await reconcileEvents({ ctx, signal });
  },
});

export const reconcileObjectsJob = defineJob({
  name: "reconcile-stripe-objects",
  schema: z.object({}),
  everyMs: 24 * 60 * MINUTE_MS,
  limitSeconds: 3_600,
  isPossible: isBillingOn,
  run: async ({ ctx, signal }) => {
    await reconcileObjects({ ctx, signal });
    await sweepStripeEvents({ ctx });
  },
});
