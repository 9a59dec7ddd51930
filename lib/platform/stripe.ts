import Stripe from "stripe";
import { DomainError } from "#lib/core/errors.ts";
import { singleton } from "#lib/core/singleton.ts";
import { within } from "#lib/core/within.ts";
import { EnvError, env } from "./env.ts";
import { noteSignatureAccepted, noteSignatureRefused } from "./stripe-deliveries.ts";

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

const TOLERANCE_SECONDS = 300;
const refused = (why: string) => new DomainError("bad_request", `The signature of this Stripe event was not accepted: ${why}`);

/** The same, and health hears of it: what has no such header at all is somebody else's, and no delivery. */
function counted(why: string, now: number): DomainError {
  noteSignatureRefused({ now, why });
  return refused(why);
}

/**
 * What can be said of the header Stripe-Signature alone, before the body is there: whether it is one, of now. Anybody can write such a header.
 * Stripe's own check takes the last of several times and accepts one far in the future; we do not.
 * @param input.now ms since 1970
 * @returns the header
 * @throws DomainError bad_request
 */
export function checkStripeSignature({ signature, now }: { signature: string | null; now: number }): string {
  if (signature === null) throw refused("the header Stripe-Signature is missing.");
  const parts = signature.split(",").map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith("t="));
  if (times.length !== 1) throw refused(`the header Stripe-Signature holds ${times.length === 0 ? "no time" : "several times"}.`);
  const signedAt = /^t=(\d{1,12})$/.exec(times[0] as string)?.[1];
  if (signedAt === undefined) throw refused("the time in the header Stripe-Signature is not a number of seconds.");
  if (!parts.some((part) => /^v1=[\da-f]{64}$/.test(part))) throw refused("the header Stripe-Signature holds no signature of the scheme v1.");
  if (Math.abs(Number(signedAt) - Math.floor(now / 1000)) > TOLERANCE_SECONDS) {
    throw counted("it is older, or newer, than five minutes. Is the clock of this machine right?", now);
  }
  return signature;
}

/**
 * What Stripe signed, checked against each of the endpoint's secrets: an event, as a rule. Undefined where it is not JSON.
 * @param input.body the raw bytes
 * @param input.now ms since 1970
 * @throws DomainError bad_request for a signature that is missing, wrong or too old
 */
export function readStripeBody({ body, now, ...input }: { body: Buffer; signature: string | null; now: number }): unknown {
  const signature = checkStripeSignature({ signature: input.signature, now });
  const secrets = env().STRIPE?.webhookSecrets ?? [];
  if (!secrets.some((secret) => isSignedWith(secret, { body, signature, now }))) {
    throw counted("it was not made with STRIPE_WEBHOOK_SECRET of this endpoint, or the body was changed on its way.", now);
  }
  noteSignatureAccepted();
  // Not by constructEvent: it throws at events that it was not made for.
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function isSignedWith(secret: string, { body, signature, now }: { body: Buffer; signature: string; now: number }): boolean {
  try {
    return stripe().webhooks.signature?.verifyHeader(body, signature, secret, TOLERANCE_SECONDS, undefined, now) === true;
  } catch (error) {
    if (!isStripeError(error) || error.type !== "StripeSignatureVerificationError") throw error;
    return false;
  }
}

/** Runs a call of Stripe's and answers its failures in words of ours. @throws DomainError unavailable, conflict; EnvError where Stripe does not take our key */
export async function askStripe<T>(call: (client: Stripe) => Promise<T>): Promise<T> {
  try {
    return await call(stripe());
  } catch (error) {
    if (isStripeError(error) && error.type === "StripeCardError") {
      throw new DomainError(
        "conflict",
        `The payment did not go through: ${error.message} Nothing was changed. Give another card in Stripe’s portal, then try again.`,
        { cause: error },
      );
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

/** Why Stripe gave no answer. `unreachable` holds what the system calls it, `failing` Stripe's status. */
export type NoAnswer =
  | { kind: "key_refused" | "key_limited" | "busy" | "silent" }
  | { kind: "unreachable"; why: string | null }
  | { kind: "failing"; status: number | null };

type Probe<T> = { answer: T | null; noAnswer: null } | { answer: null; noAnswer: NoAnswer };

/**
 * Asks Stripe once and says how that went; never throws where billing is on.
 * @param milliseconds patience
 * @returns the answer, null for what Stripe does not know
 */
export async function probeStripe<T>(milliseconds: number, call: (client: Stripe, options: Stripe.RequestOptions) => Promise<T>): Promise<Probe<T>> {
  // Stripe's own time-out begins anew with every byte; it is longer, so that silence is told from what fails at once.
  const options = { timeout: milliseconds + 200, maxNetworkRetries: 0 };
  const working = async (): Promise<Probe<T>> => ({ answer: await call(stripe(), options), noAnswer: null });
  try {
    return await within(milliseconds, working, silent);
  } catch (error) {
    return isUnknownToStripe(error) ? { answer: null, noAnswer: null } : { answer: null, noAnswer: noAnswerOf(error) };
  }
}

function noAnswerOf(error: unknown): NoAnswer {
  if (error instanceof DomainError) return { kind: "silent" };
  if (!isStripeError(error)) return { kind: "failing", status: null };
  if (error.type === "StripeAuthenticationError") return { kind: "key_refused" };
  if (error.type === "StripePermissionError") return { kind: "key_limited" };
  if (error.type === "StripeRateLimitError") return { kind: "busy" };
  if (error.type === "StripeConnectionError") return { kind: "unreachable", why: systemCode(error.detail) };
  return { kind: "failing", status: error.statusCode ?? null };
}

/** ECONNREFUSED, ENOTFOUND and the like. */
function systemCode(detail: unknown): string | null {
  return detail instanceof Error && "code" in detail && typeof detail.code === "string" ? detail.code : null;
}
