import { defineConfig } from "@playwright/test";
import { chromiumArguments, findChromium } from "#scripts/browser.ts";

/** Wants a running server in TEST_SERVER_URL; scripts/test.ts starts one and names the browser. */
export default defineConfig({
  testDir: "e2e",
  testMatch: ["dashboard/**/*.spec.ts", "hosted/**/*.spec.ts"],
  outputDir: "test-results/browser",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  // Two cores serve the browsers, their server and the suites beside them.
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : "list",
  use: {
    baseURL: process.env.TEST_SERVER_URL,
    video: "off",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: findChromium(), args: chromiumArguments() },
  },
});
