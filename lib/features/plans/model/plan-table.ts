import type { Plan } from "#lib/core/context.ts";

/** What a plan can hold. Every gate in API, UI and docs reads this table. */
export const features = ["hosted_flow", "custom_api", "session_diagnostics", "advanced_analytics"] as const;
export type Feature = (typeof features)[number];

/** From the least to the most. */
export const plans = ["core", "advanced"] as const satisfies readonly Plan[];

export const planTable = {
  core: {
    name: "Core",
    promise: "We host your cancellation pages; you learn why customers leave and keep those who want to be kept.",
    features: ["hosted_flow"],
  },
  advanced: {
    name: "Advanced",
    promise: "All of Core, and RetentBase as the ledger behind cancellation pages of your own.",
    features: ["hosted_flow", "custom_api", "session_diagnostics", "advanced_analytics"],
  },
} as const satisfies Record<Plan, { name: string; promise: string; features: readonly Feature[] }>;

/** How a feature is named and described wherever it is sold, explained or locked. */
interface FeatureWords {
  name: string;
  /** What it does, in a sentence. */
  text: string;
  /** False: the gate is there before the thing; it is not sold yet. */
  isThere: boolean;
}

export const featureTable: Record<Feature, FeatureWords> = {
  hosted_flow: {
    name: "Hosted cancellation flow",
    text: "Cancellation pages under your name in ten languages, with your reasons and offers; signed results, and webhooks when a session ends.",
    isThere: true,
  },
  custom_api: {
    name: "Custom API",
    text: "Your product asks its customers itself and stores each cancellation and its outcomes through POST, PATCH and GET /cancellations.",
    isThere: true,
  },
  session_diagnostics: {
    name: "Session diagnostics",
    text: "GET /cancel-sessions/{id} answers with every step of a hosted session and its result, for your own tools. In the dashboard every plan sees them.",
    isThere: true,
  },
  advanced_analytics: {
    name: "Advanced analytics",
    text: "Revenue and lifecycle cohorts, offer analysis, durability of saves, and issues that are detected for you.",
    isThere: false,
  },
};

/** What every plan has: no gate asks for it. */
export const onEveryPlan = [
  "Overview with save rate, outcomes and reasons, and every cancellation with its history",
  "Export of every cancellation as CSV, also while the workspace is read-only",
  "Sandbox apart from prod, for as long as you like",
  "Webhooks with retries, and an audit log",
  "As many cancellations, sessions and members as you have: none is counted or charged",
] as const;

export function planHas(plan: Plan, feature: Feature): boolean {
  return (planTable[plan].features as readonly Feature[]).includes(feature);
}

/** What a plan is sold with, in the table's order. */
export function soldFeatures(plan: Plan): (FeatureWords & { feature: Feature })[] {
  return features.filter((feature) => planHas(plan, feature) && featureTable[feature].isThere).map((feature) => ({ feature, ...featureTable[feature] }));
}

/** The least plan that has all of some features. */
export function leastPlanWith(wanted: readonly Feature[]): Plan {
  return plans.find((plan) => wanted.every((feature) => planHas(plan, feature))) ?? "advanced";
}
