import { describe, expect, it } from "vitest";
import { nextStepFacts } from "#lib/features/analytics/next-step-facts.ts";
import { authenticateApiKey } from "#lib/features/api-keys/authenticate.ts";
import { flushApiKeyUse } from "#lib/features/api-keys/flush-use.ts";
import { listApiKeys } from "#lib/features/api-keys/list.ts";
import { createUser } from "#lib/features/members/create-user.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { storeEvents } from "#lib/testing/stored-events.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const input = { stalePending: 3, webhookEndpoints: null };

describe("nextStepFacts", () => {
  it("counts what is there, in this workspace alone", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    expect(await nextStepFacts({ ctx, input })).toEqual({
      hasSandboxEvent: false,
      hasProdEvent: false,
      openApiKeys: 1,
      apiKeyWasUsed: false,
      stalePending: 3,
      enabledReasons: 6,
      disabledReasons: 0,
      members: 0,
      webhookEndpoints: null,
      access: "active",
      plan: "advanced",
    });
    await storeEvents(ctx.workspace.id, [{ occurredAt: Date.now(), outcome: "pending", environment: "sandbox" }]);
    await createUser({ ctx, input: { email: `${ctx.workspace.id}@example.com`, password: "correct horse", role: "owner" } });
    await workspace.mergeReason("not_using", "other");
    await workspace.setReason("too_expensive", false);
    await authenticateApiKey(workspace.apiKey);
    await flushApiKeyUse();
    await workspace.revokeKey((await listApiKeys({ ctx }))[0]?.id ?? "");
    await workspace.makeKey({ expiresAt: new Date(Date.now() - 1) });
    expect(await nextStepFacts({ ctx: asMember(ctx, "viewer"), input })).toMatchObject({
      hasSandboxEvent: true,
      hasProdEvent: false,
      openApiKeys: 0,
      apiKeyWasUsed: true,
      enabledReasons: 4,
      disabledReasons: 1,
      members: 1,
    });
    await expect(nextStepFacts({ ctx: asMember(ctx, null), input })).rejects.toMatchObject({ code: "forbidden" });
  });
});
