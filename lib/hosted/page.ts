import type { Raw } from "./html.ts";
import type { HostedView, Screen } from "./view.ts";
import type { Words } from "./words.ts";

/** One screen of a page. */
export type ScreenView<Kind extends Screen["kind"]> = Omit<HostedView, "screen"> & { screen: Extract<Screen, { kind: Kind }> };

/** What a screen puts into the page's frame. */
export interface Page {
  /** What the page is, as text; the frame adds the merchant. */
  title: string;
  heading: Raw;
  body: Raw;
  /** What stands in the same place at the foot of every page: what closing it means, and the ways out. */
  closing: "nothing changes" | "done" | null;
  /** Address that takes "leave"; null: the page has its own way back. */
  leave: string | null;
  /** Where the page's faults are shown. */
  faults: readonly { target: string; text: Raw }[];
  /** HTTP status. */
  status: number;
}

export type DrawScreen<Kind extends Screen["kind"]> = (view: ScreenView<Kind>, words: Words) => Page;

/** 200, or 422 where the customer's last post was refused. */
export const statusOf = (faults: Page["faults"]) => (faults.length > 0 ? 422 : 200);
