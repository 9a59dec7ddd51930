import { describe, expect, it } from "vitest";
import { EnvError, parseEnv } from "#lib/platform/env.ts";

const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const good = { DATABASE_URL: "postgres://u:p@127.0.0.1/db", NEXTAUTH_SECRET: "s".repeat(32), ENCRYPTION_KEYS: `a:${key(1)}` };

/** The sentences that bad settings are refused with. */
function sentences(settings: Record<string, string | undefined>): string[] {
  try {
    parseEnv({ ...good, ...settings });
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError);
    return (error as Error).message
      .split("\n")
      .filter((line) => line.startsWith("  - "))
      .map((line) => line.slice(4));
  }
  return [];
}

describe("settings", () => {
  it("have these defaults", () => {
    expect(parseEnv(good)).toMatchObject({
      NODE_ENV: "development",
      PORT: 3000,
      HOST: "127.0.0.1",
      ROLE: ["door", "web", "worker"],
      APP_URL: "http://127.0.0.1:3000",
      API_URL: "http://127.0.0.1:3000",
      CANCEL_URL: "http://127.0.0.1:3000",
      DATABASE_OWNER_URL: good.DATABASE_URL,
      TRUST_PROXY: 0,
      DEMO: false,
      SIGNUP: "first",
      CHECK_ANSWERS: true,
      RATE_LIMIT_WORKSPACE_WRITES: { perSecond: 600, burst: 1200 },
    });
    expect(parseEnv({ ...good, NODE_ENV: "production" }).CHECK_ANSWERS).toBe(false);
    expect(parseEnv({ ...good, NODE_ENV: "production", CHECK_ANSWERS: "1" }).CHECK_ANSWERS).toBe(true);
  });

  it("are unset when they are empty", () => {
    expect(parseEnv({ ...good, PORT: "", APP_URL: "", ROLE: "" }).PORT).toBe(3000);
  });

  it("are read as what they are", () => {
    const env = parseEnv({
      ...good,
      ROLE: "door, worker",
      APP_URL: "https://app.example.com/",
      API_URL: "https://api.example.com",
      RATE_LIMIT_KEY_READS: "off",
      RATE_LIMIT_ACCOUNT_MAILS: "0.02:10",
      GITHUB_CLIENT_ID: "id",
      GITHUB_CLIENT_SECRET: "secret",
      ENCRYPTION_KEYS: `new:${key(2)}, old:${key(1)}`,
    });
    expect(env.ROLE).toEqual(["door", "worker"]);
    expect([env.APP_URL, env.API_URL, env.CANCEL_URL]).toEqual(["https://app.example.com", "https://api.example.com", "https://app.example.com"]);
    expect(env.RATE_LIMIT_KEY_READS).toBeNull();
    expect(env.RATE_LIMIT_ACCOUNT_MAILS).toEqual({ perSecond: 0.02, burst: 10 });
    expect([env.GOOGLE, env.GITHUB]).toEqual([null, { clientId: "id", clientSecret: "secret" }]);
    expect([...env.ENCRYPTION_KEYS].map(([id, bytes]) => [id, bytes[0]])).toEqual([
      ["new", 2],
      ["old", 1],
    ]);
  });

  it.each([
    ["DATABASE_URL", undefined, "DATABASE_URL is not set."],
    ["DATABASE_URL", "mysql://x", "DATABASE_URL must be a postgres:// address."],
    ["NEXTAUTH_SECRET", "short", "NEXTAUTH_SECRET must be at least 32 characters; make one with: openssl rand -base64 32."],
    ["ENCRYPTION_KEYS", "", "ENCRYPTION_KEYS is not set."],
    ["ENCRYPTION_KEYS", "a:short", 'ENCRYPTION_KEYS must be "id:key" pairs joined by commas, each key 32 bytes in base64.'],
    ["ENCRYPTION_KEYS", key(1), 'ENCRYPTION_KEYS must be "id:key" pairs joined by commas, each key 32 bytes in base64.'],
    ["ROLE", "server", 'ROLE must be "all" or a comma-separated list of door, web, worker.'],
    ["APP_URL", "https://example.com/app", "APP_URL must be an origin such as https://app.example.com, without a path."],
    ["APP_URL", "example.com", "APP_URL must be an origin such as https://app.example.com, without a path."],
    ["RATE_LIMIT_KEY_WRITES", "600", 'RATE_LIMIT_KEY_WRITES must be "perSecond:burst" such as "600:1200", or "off".'],
    ["RATE_LIMIT_KEY_WRITES", "0:0", 'RATE_LIMIT_KEY_WRITES must be "perSecond:burst" such as "600:1200", or "off".'],
    ["RATE_LIMIT_KEY_WRITES", "0.0:5", 'RATE_LIMIT_KEY_WRITES must be "perSecond:burst" such as "600:1200", or "off".'],
    ["DEMO", "true", "DEMO must be 0 or 1."],
    ["GOOGLE_CLIENT_ID", "x", "GOOGLE_CLIENT_SECRET is not set, but GOOGLE_CLIENT_ID is; set both or neither."],
    ["GITHUB_CLIENT_SECRET", "x", "GITHUB_CLIENT_ID is not set, but GITHUB_CLIENT_SECRET is; set both or neither."],
  ])("say in a sentence what is wrong: %s=%s", (name, value, sentence) => expect(sentences({ [name]: value })).toEqual([sentence]));

  it.each([
    ["PORT", "70000"],
    ["PORT", "http"],
    ["NODE_ENV", "staging"],
    ["TRUST_PROXY", "-1"],
    ["SIGNUP", "yes"],
    ["LOG_LEVEL", "loud"],
    ["INGEST_QUEUE", "0"],
    ["DATABASE_POOL", "1"],
  ])("name the variable that is wrong: %s=%s", (name, value) => {
    const [sentence, ...more] = sentences({ [name]: value });
    expect(sentence).toMatch(new RegExp(`^${name} .+\\.$`));
    expect(more).toEqual([]);
  });

  it("of webhooks are a schedule in seconds, and no way into private networks but in a demo of this machine", () => {
    const settings = (more: Partial<Record<string, string>> = {}) => parseEnv({ ...good, ...more });
    expect(settings({ WEBHOOK_RETRY_SECONDS: "0.5,1,60" }).WEBHOOK_RETRY_SECONDS).toEqual([0.5, 1, 60]);
    expect(settings().WEBHOOK_RETRY_SECONDS).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    for (const WEBHOOK_RETRY_SECONDS of ["5,", "a", "-1", "5 5"]) expect(() => settings({ WEBHOOK_RETRY_SECONDS }), WEBHOOK_RETRY_SECONDS).toThrow(EnvError);
    const allowsPrivate = (more: Partial<Record<string, string>>) => settings(more).WEBHOOK_ALLOW_PRIVATE;
    expect([{}, { DEMO: "1" }, { DEMO: "1", WEBHOOK_ALLOW_PRIVATE: "0" }, { WEBHOOK_ALLOW_PRIVATE: "1" }].map(allowsPrivate)).toEqual([
      false,
      true,
      false,
      true,
    ]);
    // A demo that others can reach is no place to let its visitors into the network.
    expect(allowsPrivate({ DEMO: "1", APP_URL: "https://demo.example.com" })).toBe(false);
  });

  it("name all that is wrong at once, and never a secret's value", () => {
    const wrong = { DATABASE_URL: "mysql://user:hunter2@host", NEXTAUTH_SECRET: "hunter2", ENCRYPTION_KEYS: "hunter2" };
    expect(sentences(wrong)).toHaveLength(3);
    expect(sentences(wrong).join()).not.toContain("hunter2");
  });

  it("of the demo are refused in production, unless it is the demo", () => {
    const demo = { NODE_ENV: "production", NEXTAUTH_SECRET: `demo-${"s".repeat(32)}` };
    expect(sentences(demo)).toEqual(["NEXTAUTH_SECRET holds a value made by the demo. Make new secrets for production."]);
    expect(sentences({ NODE_ENV: "production", ENCRYPTION_KEYS: `demo-1:${key(1)}` })).toEqual([
      "ENCRYPTION_KEYS holds a value made by the demo. Make new secrets for production.",
    ]);
    expect(sentences({ ...demo, DEMO: "1" })).toEqual([]);
    expect(sentences({ ...demo, NODE_ENV: "development" })).toEqual([]);
  });

  it("say who runs the installation, and take no token that a header could not carry", () => {
    expect(parseEnv({ ...good, OPERATORS: "Ada@Example.com, b@example.com" }).OPERATORS).toEqual(["ada@example.com", "b@example.com"]);
    expect(parseEnv(good)).toMatchObject({ OPERATORS: [] });
    expect(() => parseEnv({ ...good, OPERATORS: "ada" })).toThrow("OPERATORS must be e-mail addresses");
    for (const token of ["x".repeat(15), `${"x".repeat(20)} y`, `${"x".repeat(20)}é`]) {
      expect(() => parseEnv({ ...good, HEALTH_TOKEN: token })).toThrow("HEALTH_TOKEN must be at least 16 characters");
      expect(() => parseEnv({ ...good, HEALTH_TOKEN: token })).not.toThrow(token);
    }
  });

  it("know where mail goes", () => {
    expect(sentences({ SMTP_URL: "mail.example.com:25" })[0]).toMatch(/^SMTP_URL must be an address such as smtp:/);
    expect(sentences({ SMTP_URL: "smtp://mail.example.com" })).toEqual(["MAIL_FROM is not set, and SMTP_URL needs it: the address that mails come from."]);
    for (const MAIL_FROM of ["nobody", "a@b, c@d", "A <a@b>\r\nBcc: c@d"]) expect(sentences({ MAIL_FROM })[0]).toMatch(/^MAIL_FROM must be an address/);
    for (const MAIL_FROM of ["a@example.com", "RetentBase <a@example.com>"]) {
      for (const SMTP_URL of ["smtp://127.0.0.1:25", "smtps://u%40x:p@mail.example.com/"]) expect(sentences({ SMTP_URL, MAIL_FROM })).toEqual([]);
    }
  });

  describe("of billing", () => {
    const stripe = {
      STRIPE_SECRET_KEY: "sk_test_1",
      STRIPE_WEBHOOK_SECRET: "whsec_new,whsec_old",
      STRIPE_PRICE_CORE_MONTHLY: "price_cm",
      STRIPE_PRICE_ADVANCED_MONTHLY: "price_am",
      STRIPE_PRICE_ADVANCED_YEARLY: "price_ay",
    };

    it("are all there, or billing is off", () => {
      expect(parseEnv(good).STRIPE).toBeNull();
      expect(parseEnv({ ...good, ...stripe }).STRIPE).toEqual({
        secretKey: "sk_test_1",
        livemode: false,
        webhookSecrets: ["whsec_new", "whsec_old"],
        prices: { core: { month: "price_cm" }, advanced: { month: "price_am", year: "price_ay" } },
        apiUrl: null,
      });
      expect(parseEnv({ ...good, ...stripe, STRIPE_SECRET_KEY: "rk_live_1" }).STRIPE?.livemode).toBe(true);
      expect(parseEnv({ ...good, ...stripe, STRIPE_API_URL: "http://127.0.0.1:4340" }).STRIPE?.apiUrl).toBe("http://127.0.0.1:4340");
    });

    it.each<[Record<string, string | undefined>, string]>([
      [
        { STRIPE_SECRET_KEY: undefined },
        "STRIPE_SECRET_KEY is not set, but STRIPE_WEBHOOK_SECRET, STRIPE_PRICE_CORE_MONTHLY, STRIPE_PRICE_ADVANCED_MONTHLY, STRIPE_PRICE_ADVANCED_YEARLY is; set all of them for billing, or none.",
      ],
      [{ STRIPE_SECRET_KEY: "pk_live_1" }, "STRIPE_SECRET_KEY must be a secret or restricted key such as sk_live_… or rk_live_…."],
      [
        { STRIPE_WEBHOOK_SECRET: undefined },
        "STRIPE_WEBHOOK_SECRET is not set, but STRIPE_SECRET_KEY is: without it nobody could tell Stripe's messages from forged ones.",
      ],
      [
        { STRIPE_WEBHOOK_SECRET: "whsec_a,whsec_b,whsec_c" },
        "STRIPE_WEBHOOK_SECRET must be the signing secret of the webhook endpoint (whsec_…); while you roll it, the new and the old one joined by a comma.",
      ],
      [{ STRIPE_PRICE_CORE_MONTHLY: undefined }, "STRIPE_PRICE_CORE_MONTHLY and STRIPE_PRICE_CORE_YEARLY are not set; billing needs at least one of them."],
      [{ STRIPE_PRICE_CORE_MONTHLY: "29" }, "STRIPE_PRICE_CORE_MONTHLY must be the id of a price such as price_1Abc…."],
      [
        { STRIPE_PRICE_CORE_YEARLY: "price_cm" },
        "STRIPE_PRICE_CORE_MONTHLY and STRIPE_PRICE_CORE_YEARLY hold the same price; each plan and interval needs a price of its own.",
      ],
      [{ STRIPE_API_URL: "http://127.0.0.1:4340/v1" }, "STRIPE_API_URL must be an origin such as http://127.0.0.1:4340, without a path."],
      [{ STRIPE_API_URL: "https://stripe.example.com" }, "STRIPE_API_URL must be an address on this machine; leave it out for Stripe itself."],
      [
        { STRIPE_API_URL: "http://127.0.0.1:1", STRIPE_SECRET_KEY: "sk_live_1" },
        "STRIPE_API_URL goes with a test key alone: a live key belongs to Stripe itself.",
      ],
    ])("say in a sentence what is wrong: %o", (change, sentence) => expect(sentences({ ...stripe, ...change })).toEqual([sentence]));
  });
});
