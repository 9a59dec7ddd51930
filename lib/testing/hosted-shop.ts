import sharp from "sharp";
import { inWorkspace, systemContext } from "#lib/core/context.ts";
import { publishFlow } from "#lib/features/flows/publish-flow.ts";
import { saveDraft } from "#lib/features/flows/save-draft.ts";
import { uploadLogo } from "#lib/features/flows/upload-logo.ts";
import { findWorkspaceBySlug } from "#lib/features/workspaces/find.ts";
import { closePools } from "#lib/platform/db.ts";
import { discountOffer, flowConfig } from "./flows.ts";
import { allowReturn } from "./hosted.ts";

/** A wordmark in the largest size that is kept. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="160"><circle cx="80" cy="80" r="60" fill="#0f766e"/><text x="170" y="106" font-family="sans-serif" font-size="80" fill="#1c1917">Cloud</text></svg>`;

/**
 * Publishes a flow that leads to every screen: an offer for those who find it too expensive, a withdrawal period, markets of
 * different rules, a logo. Works on the environment's database, so that must be set before this file is imported.
 */
export async function publishShop(slug: string): Promise<void> {
  try {
    const ctx = inWorkspace(systemContext("test"), await findWorkspaceBySlug(slug));
    await allowReturn(ctx);
    const { id: logoId } = await uploadLogo({ ctx, input: { content: await sharp(Buffer.from(LOGO)).png().toBuffer() } });
    const config = flowConfig({
      markets: ["US", "GB", "DE", "FR"],
      withdrawalRight: true,
      offers: [{ ...discountOffer, reasons: ["too_expensive"] }],
      branding: { productName: "Cloud", logoId, supportUrl: "https://shop.example.com/help" },
      copy: { en: { loss: "Your dashboards and the reports of each Monday.", staysPossible: "You can export all data for 30 days." } },
    });
    const { revision } = await saveDraft({ ctx, input: { revision: 0, config } });
    await publishFlow({ ctx, input: { revision } });
  } finally {
    await closePools();
  }
}
