import { expect, type Page } from "@playwright/test";

/** What has the focus, as somebody who looks and listens finds it. */
interface Stop {
  name: string;
  /** Not the page itself, which has the focus between its last control and its first. */
  isControl: boolean;
  isRinged: boolean;
  /** Whether it stands in the window. */
  isShown: boolean;
}

/** A hundred stops are more than any page of ours has. */
const FAR = 100;

async function stop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { name: "", isControl: false, isRinged: false, isShown: false };
    const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLButtonElement ? element.labels : null;
    const text = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? "" : element.textContent;
    const name = element.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? text ?? "";
    const visibly = [element, ...(labels ?? [])].map((candidate) => getComputedStyle(candidate));
    const isRinged = visibly.some(({ outlineStyle, outlineWidth, outlineColor }) => {
      const isTransparent = outlineColor === "transparent" || /\/ 0\)$|, 0\)$/.test(outlineColor);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && !isTransparent;
    });
    const { top, left, bottom, right, width, height } = element.getBoundingClientRect();
    const isShown = width > 0 && height > 0 && bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth;
    return { name: name.replace(/\s+/g, " ").trim(), isControl: true, isRinged, isShown };
  });
}

/** Demands that what has the focus shows it. @returns its name */
export async function expectFocusSeen(page: Page): Promise<string> {
  // A page may scroll to what was just reached, and a layer may fade in.
  await expect.poll(() => stop(page), { message: "the focus is seen" }).toMatchObject({ isRinged: true, isShown: true });
  return (await stop(page)).name;
}

/** Presses Tab until something of a name has the focus; at each stop the focus must be seen. @param key "Shift+Tab" to go back */
export async function tabTo(page: Page, name: string | RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < FAR; i++) {
    await page.keyboard.press(key);
    const { name: found, isControl } = await stop(page);
    if (!isControl) continue;
    expect(await expectFocusSeen(page)).toBe(found);
    if (typeof name === "string" ? found === name : name.test(found)) return;
    passed.push(found);
  }
  throw new Error(`Nothing called ${name} was reached; passed: ${passed.join(" → ")}`);
}
