/** What is known of a workspace that decides what its people should do next. */
export interface NextStepFacts {
  hasSandboxEvent: boolean;
  hasProdEvent: boolean;
  /** API keys that open something now, and whether one of any kind was ever used. */
  openApiKeys: number;
  apiKeyWasUsed: boolean;
  /** Pending events older than 30 days in prod: their outcome was probably never sent. */
  stalePending: number;
  /** Reasons that customers can give, and those that are switched off. */
  enabledReasons: number;
  disabledReasons: number;
  members: number;
  /** Webhook endpoints that are on and that were switched off after failures; null where nobody counted. */
  webhookEndpoints: { on: number; failed: number } | null;
  access: "trialing" | "active" | "past_due" | "read_only";
  /** Core has no calls that store cancellations or their outcomes. */
  plan: "core" | "advanced";
}

/** A thing to do; its words are the page's. */
export type NextStep =
  | { id: "restore_access"; access: "past_due" | "read_only" }
  | { id: "create_api_key"; plan: "core" | "advanced" }
  /** `keyUsed`: calls arrive, but none has stored an event yet. */
  | { id: "send_sandbox_event"; keyUsed: boolean }
  | { id: "send_prod_event" }
  | { id: "fix_webhook_endpoint"; count: number }
  | { id: "send_outcomes"; count: number }
  | { id: "review_reasons"; disabled: number }
  | { id: "add_webhook_endpoint" }
  | { id: "invite_members" };

/** With fewer reasons than this nearly everybody says the same. */
const FEW_REASONS = 3;

/**
 * What to do next, the most urgent first: what stops data, then what spoils figures, then what makes more of them. Nothing is
 * asked for that depends on an earlier step; an empty list says that all is well.
 */
export function nextSteps(facts: NextStepFacts): NextStep[] {
  const { access, webhookEndpoints: endpoints } = facts;
  const hasEvent = facts.hasProdEvent || facts.hasSandboxEvent;
  const steps: (NextStep | false)[] = [
    (access === "past_due" || access === "read_only") && { id: "restore_access", access },
    facts.openApiKeys === 0 && { id: "create_api_key", plan: facts.plan },
    facts.openApiKeys > 0 && !hasEvent && { id: "send_sandbox_event", keyUsed: facts.apiKeyWasUsed },
    facts.openApiKeys > 0 && facts.hasSandboxEvent && !facts.hasProdEvent && { id: "send_prod_event" },
    endpoints !== null && endpoints.failed > 0 && { id: "fix_webhook_endpoint", count: endpoints.failed },
    facts.stalePending > 0 && facts.plan === "advanced" && { id: "send_outcomes", count: facts.stalePending },
    facts.enabledReasons < FEW_REASONS && facts.disabledReasons > 0 && { id: "review_reasons", disabled: facts.disabledReasons },
    facts.hasProdEvent && endpoints !== null && endpoints.on + endpoints.failed === 0 && { id: "add_webhook_endpoint" },
    hasEvent && facts.members === 1 && { id: "invite_members" },
  ];
  return steps.filter((step) => step !== false);
}
