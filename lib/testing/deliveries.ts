import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { createEndpoint } from "#lib/features/webhooks/create-endpoint.ts";
import { deliverDue, drainDeliveries } from "#lib/features/webhooks/deliver.ts";
import { listAttempts } from "#lib/features/webhooks/list-attempts.ts";
import { listDeliveries } from "#lib/features/webhooks/list-deliveries.ts";
import { listEndpoints } from "#lib/features/webhooks/list-endpoints.ts";
import { webhookEvents } from "#lib/features/webhooks/model/event.ts";
import { relayMessages } from "#lib/features/webhooks/relay.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { startReceiver, type WebhookReceiver } from "#lib/testing/webhook-receiver.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

export const DAY = 86_400_000;
export const START = Date.parse("2026-06-01T12:00:00Z");

/** From the outbox to the endpoint, at a time of the suite's own. A database of its own too: a worker delivers whatever is due, whoever's it is. */
export function setUpDeliveries() {
  const clock = fixedClock(START);
  const worker = systemContext("worker", clock);
  const receivers: WebhookReceiver[] = [];
  let database: Awaited<ReturnType<typeof useOwnDatabase>>;

  beforeAll(async () => {
    vi.stubEnv("WEBHOOK_ALLOW_PRIVATE", "1");
    // Mails are queued, and nobody sends them.
    vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
    vi.stubEnv("MAIL_FROM", "RetentBase <retentbase@example.test>");
    database = await useOwnDatabase();
  });
  afterAll(() => database?.remove());
  beforeEach(async () => {
    clock.set(START);
    await ownerQuery("truncate webhook_endpoints, outbox, webhook_deliveries, webhook_attempts");
  });
  afterEach(async () => {
    await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
    await drainDeliveries();
  });

  /** An endpoint on this machine, closed when the test ends. @param answer the status it answers with */
  async function receive(answer?: Parameters<typeof startReceiver>[0]): Promise<WebhookReceiver> {
    const receiver = await startReceiver(answer);
    receivers.push(receiver);
    return receiver;
  }

  return {
    clock,
    worker,
    receive,

    /** A workspace with such an endpoint. */
    async subscribed(answer?: Parameters<typeof startReceiver>[0]) {
      const receiver = await receive(answer);
      const workspace = await makeWorkspace({ clock });
      const { ctx } = workspace;
      const { endpoint, secret } = await createEndpoint({ ctx, input: { environment: "prod", url: `${receiver.url}/hooks`, events: [...webhookEvents] } });
      return {
        ...workspace,
        receiver,
        endpoint,
        secret,
        post: (eventId: string) => ingestCancellation({ ctx, input: { environment: "prod", eventId, reasonKey: "other" } }),
        deliveries: async () => (await listDeliveries({ ctx, input: { endpointId: endpoint.id } })).data,
        attempts: (messageId: string) => listAttempts({ ctx, input: { endpointId: endpoint.id, messageId } }),
        reload: async () => (await listEndpoints({ ctx }))[0],
      };
    },

    /** Hands on and delivers all that is due at the clock's time. */
    async work(): Promise<void> {
      while ((await relayMessages({ ctx: worker })) > 0);
      while (await deliverDue({ ctx: worker }));
    },
  };
}
