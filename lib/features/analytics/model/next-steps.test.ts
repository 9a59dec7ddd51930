import { describe, expect, it } from "vitest";
import { type NextStepFacts, nextSteps } from "#lib/features/analytics/model/next-steps.ts";

const well: NextStepFacts = {
  hasSandboxEvent: true,
  hasProdEvent: true,
  openApiKeys: 1,
  apiKeyWasUsed: true,
  stalePending: 0,
  enabledReasons: 6,
  disabledReasons: 0,
  members: 2,
  webhookEndpoints: { on: 1, failed: 0 },
  access: "active",
  plan: "advanced",
};
const fresh: NextStepFacts = { ...well, hasSandboxEvent: false, hasProdEvent: false, apiKeyWasUsed: false, members: 1, webhookEndpoints: { on: 0, failed: 0 } };

describe("nextSteps", () => {
  it("leaves a workspace in peace when all is well", () => expect(nextSteps(well)).toEqual([]));

  it("leads from the first key to the first prod event, a step at a time", () => {
    expect(nextSteps({ ...fresh, openApiKeys: 0 })).toEqual([{ id: "create_api_key", plan: "advanced" }]);
    expect(nextSteps(fresh)).toEqual([{ id: "send_sandbox_event", keyUsed: false }]);
    expect(nextSteps({ ...fresh, apiKeyWasUsed: true })).toEqual([{ id: "send_sandbox_event", keyUsed: true }]);
    expect(nextSteps({ ...fresh, hasSandboxEvent: true })).toEqual([{ id: "send_prod_event" }, { id: "invite_members" }]);
    expect(nextSteps({ ...fresh, hasProdEvent: true })).toEqual([{ id: "add_webhook_endpoint" }, { id: "invite_members" }]);
  });

  it.each([
    [{ access: "past_due" }, [{ id: "restore_access", access: "past_due" }]],
    [{ access: "trialing" }, []],
    [{ openApiKeys: 0 }, [{ id: "create_api_key", plan: "advanced" }]],
    [{ stalePending: 4 }, [{ id: "send_outcomes", count: 4 }]],
    [{ enabledReasons: 2, disabledReasons: 4 }, [{ id: "review_reasons", disabled: 4 }]],
    [{ enabledReasons: 2, disabledReasons: 0 }, []],
    [{ webhookEndpoints: { on: 1, failed: 1 } }, [{ id: "fix_webhook_endpoint", count: 1 }]],
    [{ webhookEndpoints: { on: 0, failed: 0 } }, [{ id: "add_webhook_endpoint" }]],
    [{ webhookEndpoints: null }, []],
    [{ members: 1 }, [{ id: "invite_members" }]],
  ] as [Partial<NextStepFacts>, unknown][])("of a workspace that is well but for %o", (facts, steps) => {
    expect(nextSteps({ ...well, ...facts })).toEqual(steps);
  });

  it("puts what stops data before what spoils figures", () => {
    const all: NextStepFacts = {
      ...well,
      access: "read_only",
      openApiKeys: 0,
      stalePending: 1,
      enabledReasons: 1,
      disabledReasons: 5,
      members: 1,
      webhookEndpoints: { on: 0, failed: 2 },
    };
    expect(nextSteps(all).map(({ id }) => id)).toEqual([
      "restore_access",
      "create_api_key",
      "fix_webhook_endpoint",
      "send_outcomes",
      "review_reasons",
      "invite_members",
    ]);
  });
});
