import type { Plan } from "#lib/core/context.ts";

/** What a plan can hold. Every gate in API, UI and docs reads this table. */
export const features = ["hosted_flow", "custom_api", "session_diagnostics", "advanced_analytics"] as const;
export type Feature = (typeof features)[number];

export const planTable = {
  core: { name: "Core", features: ["hosted_flow"] },
  advanced: { name: "Advanced", features: ["hosted_flow", "custom_api", "session_diagnostics", "advanced_analytics"] },
} as const satisfies Record<Plan, { name: string; features: readonly Feature[] }>;

export function planHas(plan: Plan, feature: Feature): boolean {
  return (planTable[plan].features as readonly Feature[]).includes(feature);
}
