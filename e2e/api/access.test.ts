import { describe, expect, it } from "vitest";
import { apiClient } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Keys, plans and access states, and how soon a change of them is in force. */

/** The contract's promise, and what the poll itself may take. */
const IN_FORCE_MS = 5_250;

describe("an API key", () => {
  it("opens by either header, and by both when they agree", async () => {
    const { apiKey } = await makeWorkspace();
    const nobody = apiClient(null);
    const ways: Record<string, string>[] = [
      { authorization: `Bearer ${apiKey}` },
      { authorization: `bearer   ${apiKey}` },
      { "x-api-key": apiKey },
      { authorization: `Bearer ${apiKey}`, "x-api-key": apiKey },
    ];
    for (const headers of ways) {
      expect((await nobody.call("GET", "/reasons", { headers })).status).toBe(200);
    }
  });

  it("does not open when it is mistyped in one place", async () => {
    const { apiKey } = await makeWorkspace();
    for (let i = 0; i < apiKey.length; i++) {
      const typo = apiKey.slice(0, i) + (apiKey[i] === "x" ? "y" : "x") + apiKey.slice(i + 1);
      expect((await apiClient(typo).call("GET", "/reasons")).status).toBe(401);
    }
  });

  it("that is sandbox-only reads and writes sandbox, never prod", async () => {
    const workspace = await makeWorkspace();
    const api = apiClient((await workspace.makeKey({ environments: "sandbox" })).apiKey);
    expect((await api.post({ environment: "sandbox", eventId: "s", reasonKey: "other" })).status).toBe(201);
    expect((await api.patch("s", { environment: "sandbox", outcome: "churned" })).status).toBe(200);
    expect((await api.get("s", "sandbox")).status).toBe(200);
    expect((await api.list({ environment: "sandbox" })).status).toBe(200);
    expect((await api.call("GET", "/reasons")).status).toBe(200);
    for (const answer of [
      await api.post({ eventId: "p", reasonKey: "other" }),
      await api.patch("s", { outcome: "churned" }),
      await api.get("s"),
      await api.list(),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, "sandbox_only_key"]);
    }
  });

  it("works from the moment it is made, and no longer within 5 s of being revoked, although it is in use", async () => {
    const workspace = await makeWorkspace();
    const { id, apiKey } = await workspace.makeKey();
    const api = apiClient(apiKey);
    expect((await api.call("GET", "/reasons")).status).toBe(200);
    await workspace.revokeKey(id);
    const answer = await eventually(
      () => api.call("GET", "/reasons"),
      ({ status }) => status === 401,
      IN_FORCE_MS,
    );
    expect(answer.body.code).toBe("unauthenticated");
    expect((await apiClient(workspace.apiKey).call("GET", "/reasons")).status).toBe(200);
  });

  it("stops at its very expiry, although it is in use; one that has expired never works", async () => {
    const workspace = await makeWorkspace();
    const expiresAt = new Date(Date.now() + 1_500);
    const api = apiClient((await workspace.makeKey({ expiresAt })).apiKey);
    expect((await api.call("GET", "/reasons")).status).toBe(200);
    await eventually(
      () => api.call("GET", "/reasons"),
      ({ status }) => status === 401,
      2_000,
    );
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime());
    expect(Date.now() - expiresAt.getTime()).toBeLessThan(500);
    const expired = await workspace.makeKey({ expiresAt: new Date(Date.now() - 1) });
    expect((await apiClient(expired.apiKey).call("GET", "/reasons")).status).toBe(401);
  });
});

describe("plans", () => {
  it("Core has the reasons and the contract, not the ledger", async () => {
    const api = apiClient((await makeWorkspace({ plan: "core" })).apiKey);
    for (const answer of [
      await api.post({ eventId: "e", reasonKey: "other" }),
      await api.patch("e", { outcome: "churned" }),
      await api.get("e"),
      await api.list(),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, "plan_required"]);
    }
    expect((await api.call("GET", "/reasons")).status).toBe(200);
    expect((await api.call("GET", "/openapi.json")).status).toBe(200);
  });

  it("a change is in force within 5 s, both ways, and what was stored is kept", async () => {
    const workspace = await makeWorkspace();
    const api = apiClient(workspace.apiKey);
    expect((await api.post({ eventId: "e", reasonKey: "other" })).status).toBe(201);
    await workspace.setPlan("core");
    await eventually(
      () => api.get("e"),
      ({ status }) => status === 403,
      IN_FORCE_MS,
    );
    await workspace.setPlan("advanced");
    await eventually(
      () => api.get("e"),
      ({ status }) => status === 200,
      IN_FORCE_MS,
    );
  });
});

describe("access", () => {
  it.each(["trialing", "active", "past_due"] as const)("%s lets everything pass", async (access) => {
    const api = apiClient((await makeWorkspace({ access })).apiKey);
    expect((await api.post({ eventId: "e", reasonKey: "other" })).status).toBe(201);
    expect((await api.patch("e", { outcome: "churned" })).status).toBe(200);
  });

  it("read_only answers 402 to a new event within 5 s, and paying brings it back within 5 s", async () => {
    const workspace = await makeWorkspace();
    const api = apiClient(workspace.apiKey);
    let count = 0;
    const create = () => api.post({ eventId: `e-${++count}`, reasonKey: "other" });
    expect((await create()).status).toBe(201);
    await workspace.setAccess("read_only");
    const refused = await eventually(create, ({ status }) => status === 402, IN_FORCE_MS);
    expect(refused.body.code).toBe("workspace_read_only");
    await workspace.setAccess("active");
    await eventually(create, ({ status }) => status === 201, IN_FORCE_MS);
  });
});

describe("the demo workspace", () => {
  it("answers 403 to the ledger's calls; reasons and the contract are open", async () => {
    const api = apiClient((await makeWorkspace({ isDemo: true })).apiKey);
    for (const answer of [
      await api.post({ eventId: "e", reasonKey: "other" }),
      await api.patch("e", { outcome: "churned" }),
      await api.get("e"),
      await api.list(),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, "demo_workspace"]);
    }
    expect((await api.call("GET", "/reasons")).status).toBe(200);
    expect((await api.call("GET", "/openapi.json")).status).toBe(200);
  });
});
