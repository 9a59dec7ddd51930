import type Stripe from "stripe";
import { stripeAt } from "#lib/testing/billing.ts";
import { useOwnDatabase as workOnOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { stripeSettings } from "#lib/testing/stripe-events.ts";
import { type LocalStripe, startLocalStripe } from "../../e2e/stripe/start.ts";

/** A server that sells its plans, with a database and a local Stripe of its own. */
export interface Scene {
  server: TestServer;
  local: LocalStripe;
  stripe: Stripe;
  /** What another process needs to work on the same. */
  env: Record<string, string>;
  end(): Promise<void>;
}

/** To be called before anything else touches the database: from now on this process works on the scene's. */
export async function setScene(): Promise<Scene> {
  const database = await workOnOwnDatabase();
  const local = await startLocalStripe({ catalogue: true });
  const settings = stripeSettings(local);
  Object.assign(process.env, settings);
  const env = { ...database.env, ...settings };
  const server = await startServer({
    env: { ...env, CHECK_ANSWERS: "1", RATE_LIMIT_FAILED_AUTH: "10000:10000", RATE_LIMIT_SIGN_IN: "10000:10000", RATE_LIMIT_HOSTED_VISITS: "10000:10000" },
  });
  local.control.webhook({ url: `${server.url}/api/stripe/webhook`, secret: "whsec_new" });
  return {
    server,
    local,
    stripe: stripeAt(local),
    env,
    async end() {
      await server.stop();
      await local.close();
      await database.remove();
    },
  };
}
