import type { Context } from "#lib/core/context.ts";
import { type NoAnswer, probeStripe } from "#lib/platform/stripe.ts";
import { lastKnown, notePrice } from "./internal/ask-price.ts";
import { judgedPrices } from "./internal/configured-prices.ts";

interface Input {
  /** Patience; all prices are asked for at once. */
  milliseconds: number;
}

interface Probed {
  /** Why Stripe did not answer, of whichever price is worst; null: it did, of each. */
  noAnswer: NoAnswer | null;
  /** The settings that hold a price which cannot be sold as what it is set for, and why. */
  faults: { variable: string; reason: string }[];
  isAnythingSold: boolean;
}

/** Asks Stripe anew for each price of our settings and says how that went. For operators; throws nothing where billing is on. */
export async function probePrices({ ctx, input: { milliseconds } }: { ctx: Context; input: Input }): Promise<Probed> {
  const missed: NoAnswer[] = [];
  const judged = await judgedPrices(async (id) => {
    const probe = await probeStripe(milliseconds, (stripe, options) => stripe.prices.retrieve(id, {}, options));
    if (probe.noAnswer === null) return notePrice({ ctx, id, price: probe.answer });
    missed.push(probe.noAnswer);
    return lastKnown(id);
  });
  return {
    noAnswer: missed.find(({ kind }) => kind.startsWith("key")) ?? missed[0] ?? null,
    faults: judged.flatMap(({ variable, fault }) => (fault === null ? [] : [{ variable, reason: fault }])),
    isAnythingSold: judged.some(({ fault }) => fault === null),
  };
}
