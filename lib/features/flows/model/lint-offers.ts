import type { FlowConfig, Offer } from "./flow-config.ts";
import type { LintFacts, LintFinding } from "./lint-finding.ts";
import { type RegionRule, regionRules } from "./region-rules.ts";

/** What speaks against the offers of a draft. */
export function* lintOffers(config: FlowConfig, facts: LintFacts): Generator<LintFinding> {
  yield* lintMarkets(config, facts.at);
  // Of one that is off customers see nothing.
  for (const [i, offer] of config.offers.entries()) {
    if (!offer.enabled) continue;
    const path = `offers.${i}`;
    const where = `Offer “${offer.label}”`;
    yield* lintReasons(offer, { path: `${path}.reasons`, where: `${where}, reasons` }, facts);
    yield* lintRegions(config, offer, { path: `${path}.conditions.regions`, where }, facts.at);
    yield* lintShadow(config, i, { path, where });
    if (offer.type === "discount" && offer.value.kind === "amount" && offer.value.currency !== facts.currency) {
      const says = `The amount is in ${offer.value.currency}, the workspace in ${facts.currency}. Make sure that these customers pay in ${offer.value.currency}.`;
      yield { level: "warning", path: `${path}.value`, where: `${where}, amount`, says };
    }
  }
}

interface Place {
  path: string;
  where: string;
}

function* lintReasons(offer: Offer, place: Place, { reasons }: LintFacts): Generator<LintFinding> {
  const dead = offer.reasons.flatMap((key) => {
    const reason = reasons.find((candidate) => candidate.key === key);
    if (reason === undefined) return [`${key} does not exist`];
    if (reason.mergedInto !== null) return [`“${reason.label}” is merged into ${reason.mergedInto}`];
    return reason.enabled ? [] : [`“${reason.label}” is disabled`];
  });
  if (dead.length === 0) return;
  const isNever = dead.length === offer.reasons.length;
  const says = isNever
    ? `It can never be shown: ${dead.join("; ")}. Choose reasons that customers are offered, or none for all.`
    : `Some of its reasons are not offered to customers: ${dead.join("; ")}.`;
  yield { level: isNever ? "error" : "warning", ...place, says };
}

/** Whether a place lies in another for certain. */
const liesIn = (place: string, region: string) => place === region || place.startsWith(`${region}-`);

/** Regions that an offer asks for, against the markets and the law. */
function* lintRegions({ markets, customerTypes }: FlowConfig, offer: Offer, place: Place, at: number): Generator<LintFinding> {
  const { regions } = offer.conditions;
  if (regions.length === 0) return;
  const outside = markets.length === 0 ? [] : regions.filter((region) => !markets.some((market) => liesIn(region, market) || liesIn(market, region)));
  if (outside.length > 0) {
    const says = `${outside.join(", ")} is not among your markets. Add it there, or remove it here.`;
    yield { level: "warning", ...place, where: `${place.where}, regions`, says };
  }
  yield* lintLaw(regions, customerTypes, place, at, "It");
}

/** The offers without regions of their own, all in one: the law of the markets is the same for them. */
function* lintMarkets({ offers, markets, customerTypes }: FlowConfig, at: number): Generator<LintFinding> {
  const everywhere = offers.filter(({ enabled, conditions }) => enabled && conditions.regions.length === 0);
  const [first, ...others] = everywhere;
  if (first === undefined) return;
  const isOne = others.length === 0;
  const place = isOne ? { path: `offers.${offers.indexOf(first)}`, where: `Offer “${first.label}”` } : { path: "offers", where: "Offers" };
  yield* lintLaw(markets, customerTypes, place, at, isOne ? "It" : "They");
}

function* lintLaw(places: readonly string[], types: FlowConfig["customerTypes"], place: Place, at: number, it: "It" | "They"): Generator<LintFinding> {
  if (!types.includes("b2c")) return;
  const closed = places.flatMap((region) => {
    const rule = forbids(region, at);
    return rule === undefined ? [] : [{ region, rule }];
  });
  if (closed[0] === undefined) return;
  const { rule } = closed[0];
  const names = closed.map(({ region }) => region).join(", ");
  const isAll = closed.length === places.length;
  if (isAll && !types.includes("b2b")) {
    const says = `${it} can never be shown: ${names} ${closed.length === 1 ? "allows" : "allow"} consumers no offer while they cancel. Switch ${it === "It" ? "it" : "them"} off, or show ${it === "It" ? "it" : "them"} elsewhere.`;
    yield { level: "error", ...place, says, rule: rule.id };
    return;
  }
  const seen = it === "It" ? "it" : "any";
  yield {
    level: "warning",
    ...place,
    says: `Consumers in ${names} are not shown ${seen}; ${isAll ? "only businesses see" : "others see"} ${it === "It" ? "it" : "them"}.`,
    rule: rule.id,
  };
}

/** The rule that forbids offers in all of a place. */
function forbids(region: string, at: number): RegionRule | undefined {
  return regionRules.find(
    ({ status, from, demands, regions }) =>
      status === "in force" && (from === null || Date.parse(from) <= at) && demands.noOffer === true && regions.some((ruled) => liesIn(region, ruled)),
  );
}

/** An offer for everybody leaves those below it nobody but whoever saw it lately. */
function* lintShadow({ offers }: FlowConfig, i: number, place: Place): Generator<LintFinding> {
  const above = offers.slice(0, i).find((offer) => offer.enabled && isForAll(offer));
  if (above === undefined) return;
  const when = above.cooldownDays === 0 ? "never reached" : `reached only by customers who saw that one in the last ${above.cooldownDays} days`;
  yield { level: "warning", ...place, says: `“${above.label}” above it fits everybody, so it is ${when}. Move it up, or give the other one conditions.` };
}

function isForAll({ reasons, conditions }: Offer): boolean {
  const { plans, regions, mrrFrom, mrrTo, tenureDaysFrom, tenureDaysTo } = conditions;
  return reasons.length + plans.length + regions.length === 0 && [mrrFrom, mrrTo, tenureDaysFrom, tenureDaysTo].every((end) => end === null);
}
