/** One thing to know of a draft. An error refuses its publishing. */
export interface LintFinding {
  level: "error" | "warning";
  /** Dotted path in the flow's configuration, "" for all of it. */
  path: string;
  /** The same for people: "Offer “Stay for less”, terms". */
  where: string;
  says: string;
  /** Id among the region rules, where law says it. */
  rule?: string;
}

/** What a draft is compared with. */
export interface LintFacts {
  /** All of the workspace. */
  reasons: readonly { key: string; label: string; enabled: boolean; mergedInto: string | null }[];
  /** ISO 4217, of the workspace. */
  currency: string;
  /** How many origins links may lead back to. */
  returnOrigins: number;
  /** The accent as pages show it in both themes; null: not asked. */
  shownAccent: { light: string; dark: string } | null;
  /** Ms since 1970. */
  at: number;
}
