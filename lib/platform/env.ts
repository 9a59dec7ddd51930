import { z } from "zod";
import { isLoopback } from "#lib/core/loopback.ts";
import { singleton } from "#lib/core/singleton.ts";

/** `perSecond:burst`, e.g. "600:1200", or "0.1:20" for one every ten seconds; "off" lifts the limit. */
const rate = z
  .string()
  .regex(/^(off|(?=[\d.]*[1-9])\d+(\.\d+)?:[1-9]\d*)$/, 'must be "perSecond:burst" such as "600:1200", or "off"')
  .transform((text) => {
    if (text === "off") return null;
    const [perSecond = 0, burst = 0] = text.split(":").map(Number);
    return { perSecond, burst };
  });

function originLike(example: string) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ""), `must be an origin such as ${example}, without a path`)
    .transform((text) => new URL(text).origin);
}

const origin = originLike("https://app.example.com");

const priceId = z
  .string()
  .regex(/^price_\w+$/, "must be the id of a price such as price_1Abc…")
  .optional();

const flag = z.enum(["0", "1"], "must be 0 or 1").transform((text) => text === "1");

const roleNames = ["door", "web", "worker"] as const;

const roles = z
  .string()
  .transform((text) => (text === "all" ? [...roleNames] : text.split(",").map((part) => part.trim())))
  .pipe(z.array(z.enum(roleNames, `must be "all" or a comma-separated list of ${roleNames.join(", ")}`)).min(1));

/** `id:base64key,id:base64key`; the first one encrypts, all decrypt. Keys are 32 bytes. */
const encryptionKeys = z.string().transform((text, issue) => {
  const ring = new Map<string, Buffer>();
  for (const part of text.split(",")) {
    const [id = "", encoded = ""] = part.trim().split(":");
    const key = Buffer.from(encoded, "base64");
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32) {
      issue.addIssue({ code: "custom", message: 'must be "id:key" pairs joined by commas, each key 32 bytes in base64' });
      return z.NEVER;
    }
    ring.set(id, key);
  }
  return ring;
});

/** smtps:// is TLS from the first byte, smtp:// becomes TLS by STARTTLS. */
const smtpUrl = z.string().regex(/^smtps?:\/\/[^/]+\/?$/, "must be an address such as smtp://user:password@mail.example.com:587");

/** An address, alone or behind a name. */
const mailbox = z.string().regex(/^([^<>\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, "must be an address such as RetentBase <no-reply@example.com>");

/** E-mail addresses joined by commas, in lower case as accounts keep them. */
const addresses = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^[^<>@\s]+@[^<>@\s]+$/, "must be e-mail addresses joined by commas")));

/** Pauses before each retry, in seconds: "5,300,1800". */
const pauses = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,3})?(,\d{1,7}(\.\d{1,3})?)*$/, 'must be seconds joined by commas, such as "5,300,1800"')
  .transform((text) => text.split(",").map(Number));

/** A whole number within bounds. */
function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(message).int(message).min(min, message).max(max, message);
}

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, `must be one of ${values.join(", ")}`);
}

const schema = z.object({
  NODE_ENV: oneOf(["production", "development", "test"]).default("development"),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  ROLE: roles.default([...roleNames]),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// address"),
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must be a postgres:// address")
    .optional(),
  DATABASE_POOL: whole(2, 500).default(10),
  MIGRATE_ON_START: flag.default(false),
  NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 characters; make one with: openssl rand -base64 32"),
  ENCRYPTION_KEYS: encryptionKeys,
  APP_URL: origin.optional(),
  API_URL: origin.optional(),
  CANCEL_URL: origin.optional(),
  TRUST_PROXY: whole(0, 10).default(0),
  DEMO: flag.default(false),
  SIGNUP: oneOf(["open", "invite", "first"]).default("first"),
  KITCHEN_SINK: flag.default(false),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailbox.optional(),
  RETENTBASE_DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  CHECK_ANSWERS: flag.optional(),
  INGEST_QUEUE: whole(1, 1_000_000).default(10_000),
  INGEST_BATCH: whole(1, 5_000).default(500),
  WEBHOOK_RETRY_SECONDS: pauses.default([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]),
  WEBHOOK_CONCURRENCY: whole(1, 1_000).default(40),
  WEBHOOK_ALLOW_PRIVATE: flag.optional(),
  RATE_LIMIT_WORKSPACE_WRITES: rate.default({ perSecond: 600, burst: 1200 }),
  RATE_LIMIT_KEY_WRITES: rate.default({ perSecond: 600, burst: 1200 }),
  RATE_LIMIT_WORKSPACE_READS: rate.default({ perSecond: 100, burst: 200 }),
  RATE_LIMIT_KEY_READS: rate.default({ perSecond: 100, burst: 200 }),
  RATE_LIMIT_FAILED_AUTH: rate.default({ perSecond: 1, burst: 100 }),
  RATE_LIMIT_SIGN_IN: rate.default({ perSecond: 1, burst: 10 }),
  RATE_LIMIT_ACCOUNT_REQUESTS: rate.default({ perSecond: 0.1, burst: 20 }),
  RATE_LIMIT_ACCOUNT_MAILS: rate.default({ perSecond: 0.01, burst: 5 }),
  RATE_LIMIT_INVITATIONS: rate.default({ perSecond: 0.02, burst: 30 }),
  RATE_LIMIT_HOSTED_VISITS: rate.default({ perSecond: 20, burst: 400 }),
  RATE_LIMIT_HOSTED_STEPS: rate.default({ perSecond: 1, burst: 30 }),
  RATE_LIMIT_WEBHOOK_TESTS: rate.default({ perSecond: 0.05, burst: 5 }),
  RATE_LIMIT_EXPORTS: rate.default({ perSecond: 0.1, burst: 10 }),
  HEALTH_TOKEN: z
    .string()
    .regex(/^[\x21-\x2b\x2d-\x7e]{16,}$/, "must be at least 16 characters without spaces and commas; make one with: openssl rand -base64 32")
    .optional(),
  OPERATORS: addresses.default([]),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, "must be a secret or restricted key such as sk_live_… or rk_live_…")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_[^,\s]+(,whsec_[^,\s]+)?$/,
      "must be the signing secret of the webhook endpoint (whsec_…); while you roll it, the new and the old one joined by a comma",
    )
    .transform((text) => text.split(","))
    .optional(),
  STRIPE_PRICE_CORE_MONTHLY: priceId,
  STRIPE_PRICE_CORE_YEARLY: priceId,
  STRIPE_PRICE_ADVANCED_MONTHLY: priceId,
  STRIPE_PRICE_ADVANCED_YEARLY: priceId,
  STRIPE_API_URL: originLike("http://127.0.0.1:4340").optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
});

type Parsed = z.infer<typeof schema>;

/** How this installation is known to another provider of sign-in. */
interface ProviderClient {
  clientId: string;
  clientSecret: string;
}

/** Stripe, as this installation uses it. */
export interface StripeSettings {
  secretKey: string;
  /** Whether the key moves real money. */
  livemode: boolean;
  /** One, or the new and the old one while it is rolled. */
  webhookSecrets: readonly string[];
  /** Ids of our prices, by plan and interval. A plan may be sold in one interval alone; it is not sold without any. */
  prices: Readonly<Record<"core" | "advanced", Readonly<Partial<Record<"month" | "year", string>>>>>;
  /** Another server that speaks Stripe's protocol, on this machine; null: Stripe itself. */
  apiUrl: string | null;
}

type Replaced =
  | `STRIPE_${"SECRET_KEY" | "WEBHOOK_SECRET" | "API_URL"}`
  | `STRIPE_PRICE_${"CORE" | "ADVANCED"}_${"MONTHLY" | "YEARLY"}`
  | "APP_URL"
  | "API_URL"
  | "CANCEL_URL"
  | "DATABASE_OWNER_URL"
  | "CHECK_ANSWERS"
  | "MAIL_FROM"
  | `${"GOOGLE" | "GITHUB"}_CLIENT_${"ID" | "SECRET"}`
  | "WEBHOOK_ALLOW_PRIVATE";

/** The program's settings, parsed and defaulted. */
export interface Env extends Omit<Parsed, Replaced> {
  APP_URL: string;
  API_URL: string;
  CANCEL_URL: string;
  DATABASE_OWNER_URL: string;
  /** Whether every API answer is checked against its schema before it is sent; on outside production. */
  CHECK_ANSWERS: boolean;
  /** Whether webhooks may go to private addresses, and over http to this machine; on in a demo that is for this machine alone. */
  WEBHOOK_ALLOW_PRIVATE: boolean;
  /** Other ways to sign in; null where they are not set up. */
  GOOGLE: ProviderClient | null;
  GITHUB: ProviderClient | null;
  MAIL_FROM: string;
  /** Null: billing is off, and every workspace is Advanced and active for good. */
  STRIPE: StripeSettings | null;
}

/** Bad settings, one sentence for each variable; scripts print the message and exit with 2. */
export class EnvError extends Error {}

/** Values that scripts/demo.ts makes up begin so; production refuses them. */
export const DEMO_SECRET_PREFIX = "demo-";

/**
 * Parses settings from `source`.
 * @throws EnvError naming every variable that is missing or wrong, and why.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable is an unset one: compose files and CI often pass empties.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return given[name] === undefined ? `${name} is not set.` : `${name} ${issue.message.startsWith("must") ? issue.message : `is wrong: ${issue.message}`}.`;
    });
    throw refusal(lines);
  }
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, ...others } = parsed.data;
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL, ...beside } = others;
  const { STRIPE_PRICE_CORE_MONTHLY, STRIPE_PRICE_CORE_YEARLY, STRIPE_PRICE_ADVANCED_MONTHLY, STRIPE_PRICE_ADVANCED_YEARLY, ...env } = beside;
  if (env.NODE_ENV === "production" && !env.DEMO) {
    const demoValues = [
      env.NEXTAUTH_SECRET.startsWith(DEMO_SECRET_PREFIX) && "NEXTAUTH_SECRET",
      [...env.ENCRYPTION_KEYS.keys()].some((id) => id.startsWith(DEMO_SECRET_PREFIX)) && "ENCRYPTION_KEYS",
    ].filter(Boolean);
    if (demoValues.length > 0) {
      throw new EnvError(
        `RetentBase cannot start:\n  - ${demoValues.join(" and ")} hold${demoValues.length === 1 ? "s" : ""} a value made by the demo. Make new secrets for production.`,
      );
    }
  }
  if (env.SMTP_URL !== undefined && env.MAIL_FROM === undefined) {
    throw new EnvError("RetentBase cannot start:\n  - MAIL_FROM is not set, and SMTP_URL needs it: the address that mails come from.");
  }
  const APP_URL = env.APP_URL ?? `http://127.0.0.1:${env.PORT}`;
  return {
    ...env,
    APP_URL,
    API_URL: env.API_URL ?? APP_URL,
    CANCEL_URL: env.CANCEL_URL ?? APP_URL,
    DATABASE_OWNER_URL: env.DATABASE_OWNER_URL ?? env.DATABASE_URL,
    CHECK_ANSWERS: env.CHECK_ANSWERS ?? env.NODE_ENV !== "production",
    WEBHOOK_ALLOW_PRIVATE: env.WEBHOOK_ALLOW_PRIVATE ?? (env.DEMO && isLoopback(new URL(APP_URL).hostname) && isLoopback(env.HOST)),
    GOOGLE: providerClient("GOOGLE", GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET),
    GITHUB: providerClient("GITHUB", GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET),
    STRIPE: stripeSettings(parsed.data),
    MAIL_FROM: env.MAIL_FROM ?? "RetentBase <retentbase@localhost>",
  };
}

function refusal(lines: string[]): EnvError {
  return new EnvError(`RetentBase cannot start:\n${[...new Set(lines)].map((line) => `  - ${line}`).join("\n")}\nEvery setting is described in .env.example.`);
}

/** All that billing needs, or nothing of it: half of it could only fail later, in front of somebody who wants to pay. */
function stripeSettings(given: Parsed): StripeSettings | null {
  const secretKey = given.STRIPE_SECRET_KEY;
  const names = [
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_PRICE_CORE_MONTHLY",
    "STRIPE_PRICE_CORE_YEARLY",
    "STRIPE_PRICE_ADVANCED_MONTHLY",
    "STRIPE_PRICE_ADVANCED_YEARLY",
    "STRIPE_API_URL",
  ] as const;
  if (secretKey === undefined) {
    const lonely = names.filter((name) => given[name] !== undefined);
    if (lonely.length > 0) throw refusal([`STRIPE_SECRET_KEY is not set, but ${lonely.join(", ")} is; set all of them for billing, or none.`]);
    return null;
  }
  const prices = {
    core: intervals(given.STRIPE_PRICE_CORE_MONTHLY, given.STRIPE_PRICE_CORE_YEARLY),
    advanced: intervals(given.STRIPE_PRICE_ADVANCED_MONTHLY, given.STRIPE_PRICE_ADVANCED_YEARLY),
  };
  const lines: string[] = [];
  if (given.STRIPE_WEBHOOK_SECRET === undefined)
    lines.push("STRIPE_WEBHOOK_SECRET is not set, but STRIPE_SECRET_KEY is: without it nobody could tell Stripe's messages from forged ones.");
  for (const plan of ["core", "advanced"] as const) {
    const name = `STRIPE_PRICE_${plan.toUpperCase()}`;
    if (Object.keys(prices[plan]).length === 0) lines.push(`${name}_MONTHLY and ${name}_YEARLY are not set; billing needs at least one of them.`);
  }
  for (const sharing of sharedPrices(given)) lines.push(`${sharing.join(" and ")} hold the same price; each plan and interval needs a price of its own.`);
  const apiUrl = given.STRIPE_API_URL ?? null;
  if (apiUrl !== null && !isLoopback(new URL(apiUrl).hostname))
    lines.push("STRIPE_API_URL must be an address on this machine; leave it out for Stripe itself.");
  const livemode = /^.k_live_/.test(secretKey);
  if (apiUrl !== null && livemode) lines.push("STRIPE_API_URL goes with a test key alone: a live key belongs to Stripe itself.");
  if (lines.length > 0) throw refusal(lines);
  return { secretKey, livemode, webhookSecrets: given.STRIPE_WEBHOOK_SECRET as string[], prices, apiUrl };
}

/** Names of the variables that hold the same price, a list for each such price. */
function sharedPrices(given: Parsed): string[][] {
  const names = ["STRIPE_PRICE_CORE_MONTHLY", "STRIPE_PRICE_CORE_YEARLY", "STRIPE_PRICE_ADVANCED_MONTHLY", "STRIPE_PRICE_ADVANCED_YEARLY"] as const;
  const holders = Map.groupBy(
    names.filter((name) => given[name] !== undefined),
    (name) => given[name],
  );
  return [...holders.values()].filter(({ length }) => length > 1);
}

function intervals(month: string | undefined, year: string | undefined): StripeSettings["prices"]["core"] {
  return { ...(month !== undefined && { month }), ...(year !== undefined && { year }) };
}

/** Both or neither: half a client could only fail later, in front of a user. */
function providerClient(name: string, clientId: string | undefined, clientSecret: string | undefined): ProviderClient | null {
  if (clientId === undefined && clientSecret === undefined) return null;
  if (clientId === undefined) throw refusal([`${name}_CLIENT_ID is not set, but ${name}_CLIENT_SECRET is; set both or neither.`]);
  if (clientSecret === undefined) throw refusal([`${name}_CLIENT_SECRET is not set, but ${name}_CLIENT_ID is; set both or neither.`]);
  return { clientId, clientSecret };
}

/** The settings of this process, parsed on first use. */
export function env(): Env {
  return singleton("env", () => {
    const parsed = parseEnv(process.env);
    // next-auth makes its callback addresses from this variable; without it, it may believe a request's headers.
    process.env.NEXTAUTH_URL = parsed.APP_URL;
    return parsed;
  });
}
