import { singleton } from "#lib/core/singleton.ts";
import { parseEnv } from "#lib/platform/env.ts";

/** Settings for a unit test that touches nothing outside; to be called before anything reads them. */
export function useSettings(values: Record<string, string> = {}): void {
  const needed = {
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    NEXTAUTH_SECRET: "unit-tests-need-no-secret-of-their-own",
    ENCRYPTION_KEYS: `unit:${Buffer.alloc(32, 1).toString("base64")}`,
  };
  singleton("env", () => parseEnv({ ...needed, ...values }));
}
