import { z } from "zod";
import { hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import type { Unfit } from "./choose-offer.ts";
import { flowConfigSchema } from "./flow-config.ts";
import type { LintFinding } from "./lint-finding.ts";
import { type MadeUpCustomer, madeUpCustomer } from "./made-up-customer.ts";

/** Every page that a customer can meet, receipts by what they are about. */
export const previewScreens = ["reason", "offer", "confirm", "withdraw", "cancelled", "kept", "offer_accepted", "withdrawn", "expired"] as const;
export type PreviewScreen = (typeof previewScreens)[number];

export const flowPreviewInput = z.strictObject({
  config: flowConfigSchema,
  customer: madeUpCustomer,
  screen: z.enum(previewScreens),
  locale: z.enum(hostedLocaleCodes),
  theme: z.enum(["light", "dark"]),
});

/** What is asked of the preview. */
export interface FlowPreviewQuestion {
  customer: MadeUpCustomer;
  screen: PreviewScreen;
  locale: z.output<typeof flowPreviewInput>["locale"];
  theme: "light" | "dark";
}

/** A page of a draft, and why it looks as it does. */
export interface FlowPreview {
  /** The whole document; null: this customer never meets the page. */
  html: string | null;
  /** Why not; null where there is a page. */
  absence: string | null;
  /** Every offer in its order: what first speaks against it; null: nothing. */
  offers: { id: string; label: string; unfit: Unfit | "returned" | null }[];
  /** Id of the offer that is shown; null: none. */
  shownOffer: string | null;
  /** Ids of the region rules that act on this customer. */
  rules: string[];
  findings: LintFinding[];
}
