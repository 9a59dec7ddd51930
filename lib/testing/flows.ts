import { type FlowConfig, type FlowConfigInput, flowConfigSchema } from "#lib/features/flows/model/flow-config.ts";

/** A discount for everybody, as an offer of a configuration. */
export const discountOffer = {
  id: "stay",
  type: "discount",
  label: "Stay for less",
  terms: "The discount starts with your next invoice. You can still cancel at any time.",
  value: { kind: "percent", percent: 20 },
} as const;

export const pauseOffer = { id: "pause", type: "pause", label: "Take a break", terms: "Nothing is charged during the pause.", months: 2 } as const;

/** A flow that may be published: one market, businesses and consumers; `given` replaces parts. */
export function flowConfig(given: FlowConfigInput = {}): FlowConfig {
  return flowConfigSchema.parse({ markets: ["GB"], customerTypes: ["b2b", "b2c"], ...given });
}
