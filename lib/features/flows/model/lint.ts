import type { FlowConfig } from "./flow-config.ts";
import type { LintFacts, LintFinding } from "./lint-finding.ts";
import { lintOffers } from "./lint-offers.ts";
import { lintWords } from "./lint-words.ts";
import { regionRules } from "./region-rules.ts";

const hasEuRule = (market: string) => regionRules.some(({ id, regions }) => id === "eu-2023-2673" && regions.includes(market.slice(0, 2)));

/** Everything that speaks against a draft, errors first, each with what to do about it. */
export function lintFlow(config: FlowConfig, facts: LintFacts): LintFinding[] {
  const found = [...lintRules(config, facts), ...lintOffers(config, facts), ...lintWords(config), ...lintBranding(config, facts)];
  return [...found.filter(({ level }) => level === "error"), ...found.filter(({ level }) => level === "warning")];
}

function* lintRules({ markets, customerTypes, withdrawalRight }: FlowConfig, { returnOrigins }: LintFacts): Generator<LintFinding> {
  if (markets.length === 0) {
    yield {
      level: "error",
      path: "markets",
      where: "Markets",
      says: "No market is declared. Name the countries your customers live in: their law decides what the flow may do.",
    };
  }
  if (customerTypes.length === 0) {
    yield {
      level: "error",
      path: "customerTypes",
      where: "Customers",
      says: "It is not declared whom you sell to. Choose businesses, consumers or both: consumer law applies to some alone.",
    };
  }
  const isConsumer = customerTypes.includes("b2c");
  const european = markets.filter(hasEuRule);
  if (isConsumer && european.length > 0 && !withdrawalRight) {
    const says = `Consumers in ${list(european)} get no control to withdraw from the contract. That is right only if none of your contracts can be withdrawn from in its first 14 days.`;
    yield { level: "warning", path: "withdrawalRight", where: "Withdrawal right", says, rule: "eu-2023-2673" };
  }
  if (isConsumer && markets.includes("US")) {
    const says = "A link that says only US counts as Minnesota, California and all others at once, and gets no offer. Send the state too: US-CA.";
    yield { level: "warning", path: "markets", where: "Markets", says, rule: "us-mn-325g" };
  }
  if (returnOrigins === 0) {
    yield {
      level: "warning",
      path: "returnOrigins",
      where: "Return",
      says: "No return origin is allowed yet, so every link would be refused. Add the origin of your app.",
    };
  }
}

function* lintBranding({ branding }: FlowConfig, { shownAccent }: LintFacts): Generator<LintFinding> {
  if (shownAccent === null) return;
  // Most colours are lightened for the dark; only the theme that most customers see is worth a word.
  if (shownAccent.light === branding.accent) return;
  const corrected = (["light", "dark"] as const).filter((theme) => shownAccent[theme] !== branding.accent);
  const says = `Text in ${branding.accent} would be too faint to read; pages show ${corrected.map((theme) => `${shownAccent[theme]} on ${theme}`).join(" and ")} instead.`;
  yield { level: "warning", path: "branding.accent", where: "Accent", says };
}

function list(places: readonly string[]): string {
  return places.length <= 3 ? places.join(", ") : `${places.slice(0, 3).join(", ")} and ${places.length - 3} more`;
}
