import { expect, type Page, test } from "@playwright/test";
import { type HostedLocale, hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import { renderPage } from "#lib/hosted/render.ts";
import type { Screen } from "#lib/hosted/view.ts";
import { everyDemands, everyScreen, hostedView } from "#lib/testing/hosted-views.ts";
import { accessibilityFaults } from "../dashboard/support/accessibility.ts";

/** The hosted pages as a browser draws them; the flow behind them has specs of its own. Pages have no script, so none may run. */

const LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabonnement ".repeat(3).trim();

async function show(page: Page, locale: HostedLocale, screen: Screen, given: Parameters<typeof hostedView>[2] = {}): Promise<void> {
  // A document of its own each time, as a customer gets it: what has the focus is decided once a document.
  await page.goto("about:blank");
  await page.setContent(renderPage(hostedView(locale, screen, given)).html);
}

async function draw(page: Page, locale: HostedLocale, name: string): Promise<void> {
  const screen = everyScreen(locale)[name];
  if (!screen) throw new Error(`no screen ${name}`);
  await show(page, locale, screen, { isSandbox: true, demands: name.includes("statutory") ? everyDemands[2] : everyDemands[0] });
}

/** Both directions of writing; `npm run test:full` walks through every language. */
const WALKED: readonly HostedLocale[] = process.env.TEST_FULL ? hostedLocaleCodes : ["en", "ar"];

for (const locale of WALKED) {
  for (const theme of ["light", "dark"] as const) {
    test(`axe finds nothing: ${locale}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      for (const name of Object.keys(everyScreen(locale))) {
        await draw(page, locale, name);
        expect(await accessibilityFaults(page), name).toEqual([]);
      }
    });
  }
}

test("fits into 320 px, with long words and with forty reasons", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const reasons = Array.from({ length: 40 }, (_, i) => ({ key: `r${i}`, label: LONG, followUpQuestion: i % 2 ? LONG : null }));
  for (const locale of ["de", "ar"] as const) {
    for (const [name, screen] of Object.entries(everyScreen(locale))) {
      const brand = { name: LONG, accent: "#ffff00", logoUrl: null, supportUrl: null };
      const full = screen.kind === "reason" ? { ...screen, reasons, subject: { name: LONG, effectiveAt: null } } : screen;
      await show(page, locale, full, { brand, isSandbox: true });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, `${locale} ${name}`).toBeLessThanOrEqual(0);
    }
  }
});

test("what ends and what keeps are of one size and one look, and everything can be hit by a thumb", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const name of ["reason", "offer, percent", "confirm", "confirm, statutory", "withdraw"]) {
    await draw(page, "en", name);
    const looks = await page
      .locator("button:is([value=cancel],[value=confirm],[value=confirm_withdrawal],[value=keep],[value=accept])")
      .evaluateAll((buttons) =>
        buttons.map((button) => {
          const { width, height } = button.getBoundingClientRect();
          const { color, backgroundColor, borderTopColor, borderTopWidth, fontSize, fontWeight, opacity } = getComputedStyle(button);
          return JSON.stringify({ width, height, color, backgroundColor, borderTopColor, borderTopWidth, fontSize, fontWeight, opacity });
        }),
      );
    expect(looks.length, name).toBeGreaterThanOrEqual(2);
    expect(new Set(looks).size, name).toBe(1);
    const heights = await page
      .locator("button, summary, label.row, a, input[type=email], input[type=date]")
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().height)));
    expect(Math.min(...heights), name).toBeGreaterThanOrEqual(44);
  }
});

test("the heading has the focus; after a fault its summary has, and leads to the fields", async ({ page }) => {
  await draw(page, "en", "confirm");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await draw(page, "en", "confirm, statutory, faulty");
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByRole("link", { name: "Enter an e-mail address" }).click();
  const email = page.getByRole("textbox", { name: "E-mail address for the confirmation" });
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription(/Enter an e-mail address/);
});

test("a reason's own question takes the place of the general one while it is chosen", async ({ page }) => {
  await draw(page, "en", "reason");
  const general = page.getByRole("textbox", { name: "Would you like to add anything?" });
  const own = page.getByRole("textbox", { name: "Which feature?" });
  await expect(general).toBeVisible();
  await expect(own).toBeHidden();
  await page.getByRole("radio", { name: "It lacks a feature that I need" }).check();
  await expect(own).toBeVisible();
  await expect(general).toBeHidden();
});

test("on paper a receipt is the receipt alone, dark on white", async ({ page }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await draw(page, "en", "receipt, statutory, survey");
  await expect(page.getByText("cxs_2ZRw8vHmPq4t7KcYfJ3nBd")).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("radio")).toHaveCount(0);
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(33, 29, 24)");
  const sizeOf = (tag: string) =>
    page
      .locator(tag)
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(await sizeOf("dt"), "names are not larger than what they name").toBeLessThan(await sizeOf("dd"));
});
