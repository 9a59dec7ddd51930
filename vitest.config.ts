import { defineConfig } from "vitest/config";

const outside = ["**/node_modules/**", ".next/**", ".data/**", "generated/**"];

/** `unit` needs nothing; the others need the databases and servers that scripts/test.ts starts and names in the environment. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["**/*.test.ts"], exclude: [...outside, "**/*.db.test.ts", "e2e/!(stripe)/**"], testTimeout: 30_000 } },
      { test: { name: "db", include: ["**/*.db.test.ts"], exclude: outside, testTimeout: 30_000, hookTimeout: 60_000 } },
      { test: { name: "api", include: ["e2e/api/**/*.test.ts", "e2e/isolation/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } },
      // Kills and restarts share the machine's two cores badly, so one file runs at a time.
      { test: { name: "faults", include: ["e2e/faults/**/*.test.ts"], testTimeout: 1_800_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
