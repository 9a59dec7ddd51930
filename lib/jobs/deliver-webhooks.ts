import { z } from "zod";
import { deliverDue, drainDeliveries } from "#lib/features/webhooks/deliver.ts";
import { relayMessages } from "#lib/features/webhooks/relay.ts";
import { sweepMessages } from "#lib/features/webhooks/sweep.ts";
import { defineJob, defineLoop } from "./job.ts";

export const relayWebhooksLoop = defineLoop({
  name: "relay-webhooks",
  idleMs: 500,
  run: async ({ ctx }) => (await relayMessages({ ctx })) > 0,
});

export const deliverWebhooksLoop = defineLoop({
  name: "deliver-webhooks",
  idleMs: 500,
  run: ({ ctx }) => deliverDue({ ctx }),
  drain: drainDeliveries,
});

export const sweepWebhooksJob = defineJob({
  name: "sweep-webhooks",
  schema: z.object({}),
  everyMs: 60 * 60_000,
  run: async ({ ctx, signal }) => {
    await sweepMessages({ ctx, signal });
  },
});
