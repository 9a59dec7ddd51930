import Stripe from "stripe";
import { DomainError } from "#lib/core/errors.ts";
import { singleton } from "#lib/core/singleton.ts";
import { within } from "#lib/core/within.ts";
import { EnvError, env } from "./env.ts";

/** Whether this installation sells its plans; where not, every workspace is Advanced and active for good. */
export function isBillingOn(): boolean {
  return env().STRIPE !== null;
}

/** Stripe's client. @throws Error where billing is off */
function stripe(): Stripe {
  return singleton("stripe", () => {
    const settings = env().STRIPE;
    if (settings === null) throw new Error("billing is off: no STRIPE_SECRET_KEY");
    const local = settings.apiUrl === null ? null : new URL(settings.apiUrl);
    return new Stripe(settings.secretKey, {
      // Our own requests carry what we know of them; Stripe needs no figures of ours.
      telemetry: false,
      maxNetworkRetries: 2,
      timeout: 10_000,
      appInfo: { name: "RetentBase" },
      ...(local && { host: local.hostname, port: local.port, protocol: local.protocol === "http:" ? ("http" as const) : ("https" as const) }),
    });
  });
}

/**
 * The event that Stripe signed, checked against each of the endpoint's secrets.
 * Stripe's own check accepts a time far in the future; we do not.
 * @param input.body the raw bytes
 * @param input.now ms since 1970
 * @throws DomainError bad_request for a signature that is missing, wrong or too old
 */
export function readStripeEvent(input: { body: Buffer; signature: string | null; now: number }): Stripe.Event {
  const { body, signature, now } = input;
  const refused = (why: string) => new DomainError("bad_request", `The signature of this Stripe event was not accepted: ${why}`);
  if (signature === null) throw refused("the header Stripe-Signature is missing.");
  const seconds = Math.floor(now / 1000);
  const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1] ?? Number.NaN);
  if (!Number.isFinite(signedAt)) throw refused("the header Stripe-Signature holds no time.");
  if (Math.abs(signedAt - seconds) > TOLERANCE_SECONDS) throw refused("it is older, or newer, than five minutes. Is the clock of this machine right?");
  for (const secret of env().STRIPE?.webhookSecrets ?? []) {
    try {
      return stripe().webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS, undefined, seconds * 1000);
    } catch (error) {
      if (!isStripeError(error) || error.type !== "StripeSignatureVerificationError") throw error;
    }
  }
  throw refused("it was not made with STRIPE_WEBHOOK_SECRET of this endpoint, or the body was changed on its way.");
}

const TOLERANCE_SECONDS = 300;

/** Runs a call of Stripe's and answers its failures in words of ours. @throws DomainError unavailable, conflict; EnvError where Stripe does not take our key */
export async function askStripe<T>(call: (client: Stripe) => Promise<T>): Promise<T> {
  try {
    return await call(stripe());
  } catch (error) {
    if (isStripeError(error) && error.type === "StripeCardError") {
      throw new DomainError("conflict", `The payment did not go through: ${error.message} Nothing was changed.`, { cause: error });
    }
    if (isStripeError(error) && (PASSING.has(error.type) || (error.statusCode ?? 0) >= 500)) {
      throw silent(error);
    }
    if (isStripeError(error) && error.type in KEY_FAULTS) throw new EnvError(`${KEY_FAULTS[error.type]} (${error.message})`, { cause: error });
    throw error;
  }
}

/** What an operator has to mend, for who runs a command and for the log. */
const KEY_FAULTS: Record<string, string> = {
  StripeAuthenticationError: "Stripe refuses STRIPE_SECRET_KEY. Set a key that is valid in Stripe's dashboard, and restart every process.",
  StripePermissionError: "STRIPE_SECRET_KEY may not do this. Give the restricted key the permissions that .env.example lists.",
};

const silent = (cause?: unknown) => new DomainError("unavailable", "Stripe does not answer right now. Try again shortly.", { retryAfter: 5, cause });

/** How long a page waits for what it can be shown without. */
const PAGE_PATIENCE_MS = 4_000;

/** What a page asks of Stripe and can be shown without: nobody waits through all of the client's own tries. For questions, not for changes. @throws DomainError unavailable, and what the work throws */
export function whileAPageWaits<T>(work: () => Promise<T>): Promise<T> {
  return within(PAGE_PATIENCE_MS, work, silent);
}

const PASSING: ReadonlySet<string> = new Set(["StripeConnectionError", "StripeRateLimitError"]);

/**
 * Whether Stripe's package threw it. By its type, not its class: the client is one for the process, but Next holds copies of the
 * package of its own, and the classes of one are not those of another.
 */
export function isStripeError(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof Error && "type" in error && typeof error.type === "string" && error.type.startsWith("Stripe");
}

/** Whether Stripe does not know what it was asked for: deleted, or of another account or mode. */
export function isUnknownToStripe(error: unknown): boolean {
  return isStripeError(error) && error.code === "resource_missing";
}

/** How Stripe takes us: its answer, or why there was none. */
export type StripeProbe = "ok" | "key_refused" | "key_limited" | "price_unknown" | "silent";

/** Asks Stripe for one of our prices, as the product does, and says how that went; never throws where billing is on. @param milliseconds patience */
export async function probeStripe(milliseconds: number): Promise<StripeProbe> {
  const ids = Object.values(env().STRIPE?.prices ?? {}).flatMap((plan) => Object.values(plan));
  // Stripe's own time-out begins anew with every byte.
  const timeUp = new Promise<"silent">((resolve) => setTimeout(resolve, milliseconds, "silent").unref());
  const asked = stripe()
    .prices.retrieve(ids[0] ?? "", {}, { timeout: milliseconds, maxNetworkRetries: 0 })
    .then(
      () => "ok" as const,
      (error: unknown) => {
        if (isStripeError(error) && error.type === "StripeAuthenticationError") return "key_refused";
        if (isStripeError(error) && error.type === "StripePermissionError") return "key_limited";
        return isStripeError(error) && error.type === "StripeInvalidRequestError" ? "price_unknown" : "silent";
      },
    );
  return Promise.race([asked, timeUp]);
}
