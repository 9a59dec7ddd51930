import type { HostedLocale } from "#lib/core/hosted-locales.ts";

/** What a hosted page's form says, once it was read. */
export interface PostedAnswer {
  /** Null: skipped. */
  reasonKey: string | null;
  reasonText: string | null;
  /** Germany's fields; null on every other page. */
  statutory: { kind: "ordinary" | "extraordinary"; cause: string; endsOn: string } | null;
  /** For the receipt; null: not asked, or left empty. */
  email: string | null;
  /** The page's language, for the receipt. */
  locale: HostedLocale;
}
