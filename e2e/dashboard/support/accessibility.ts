import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds wrong with the page as it stands, a line each; best-practice rules and the size of targets included.
 * Frames are not entered (none of ours holds a page of its own, and no script may run in a mail), which saves axe a second page for each call.
 * @param within - a selector, when only a part is meant
 */
export async function accessibilityFaults(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .exclude("iframe")
    .options({ rules: { "target-size": { enabled: true } } });
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `axe ${id}: ${html.slice(0, 200)}\n${failureSummary}`));
}
