import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { playDue } from "./billing/advance.ts";
import { addCatalogue } from "./catalogue.ts";
import { ApiFaults } from "./control/api-faults.ts";
import { Control } from "./control/control.ts";
import { controlSite } from "./control/site.ts";
import { Api } from "./http/api.ts";
import { stripeServer } from "./http/server.ts";
import { pages } from "./pages/site.ts";
import { createWebhookEndpoint } from "./resources/webhook-endpoints.ts";
import { DataFile } from "./state/data-file.ts";
import { newWorld } from "./state/new-world.ts";
import type { AccountSettings, World } from "./state/world.ts";

export interface LocalStripeOptions {
  /** 0 takes a free one. */
  port?: number;
  /** The only secret key that is accepted; default: every well-formed `sk_test_…` and `rk_test_…`. */
  secretKey?: string;
  /** Where events are sent, all of them. */
  webhook?: { url: string; secret: string };
  /** Makes RetentBase's own plans (catalogue.ts). */
  catalogue?: boolean;
  /** A file that keeps the state over restarts. */
  dataFile?: string;
  settings?: Partial<AccountSettings>;
}

export interface LocalStripe {
  /** `http://127.0.0.1:4340` */
  url: string;
  host: string;
  port: number;
  /** A key that is accepted. */
  secretKey: string;
  control: Control;
  close(): Promise<void>;
}

const ANY_KEY = "sk_test_localStripe000000000000";

/** Starts a local Stripe on 127.0.0.1. @throws Error where the port is taken or the file is not one of its own */
export async function startLocalStripe(options: LocalStripeOptions = {}): Promise<LocalStripe> {
  const host = "127.0.0.1";
  const world = newWorld("");
  Object.assign(world.settings, options.settings);
  const file = options.dataFile === undefined ? null : new DataFile(options.dataFile, world);
  file?.load();
  const faults = new ApiFaults();
  const control = new Control(world, faults);
  const server = stripeServer(new Api(world, options.secretKey ?? null), [controlSite(control), pages(world)], faults, () => {
    world.revision++;
    return file?.saved() ?? Promise.resolve();
  });
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  world.origin = `http://${host}:${port}`;
  mendLinks(world);
  if (options.catalogue) addCatalogue(world);
  if (options.webhook) setWebhook(world, options.webhook);
  file?.start();
  // What nobody asks about changes too: trials end while nobody looks.
  const clock = setInterval(() => playDue(world), 1000).unref();
  return {
    url: world.origin,
    host,
    port,
    secretKey: options.secretKey ?? ANY_KEY,
    control,
    async close() {
      clearInterval(clock);
      file?.close();
      world.deliveries.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One endpoint, known by its note: a file may hold it with the address and the secret of an earlier start. */
function setWebhook(world: World, { url, secret }: { url: string; secret: string }): void {
  const metadata = { local_stripe: "started with" };
  const known = world.webhookEndpoints.values().find((endpoint) => endpoint.metadata.local_stripe === metadata.local_stripe);
  if (!known) {
    createWebhookEndpoint(world, { url, secret, enabledEvents: ["*"], metadata });
    return;
  }
  known.url = url;
  world.secrets.set(known.id, secret);
}

/** Links of objects that a file kept lead to the port of that time. */
function mendLinks(world: World): void {
  const here = (url: string) => url.replace(/^http:\/\/127\.0\.0\.1:\d+(?=\/(c|i|p)\/)/, world.origin);
  for (const invoice of world.invoices.values()) {
    if (invoice.hosted_invoice_url) invoice.hosted_invoice_url = here(invoice.hosted_invoice_url);
    if (invoice.invoice_pdf) invoice.invoice_pdf = here(invoice.invoice_pdf);
  }
  for (const session of world.checkoutSessions.values()) if (session.url) session.url = here(session.url);
}
