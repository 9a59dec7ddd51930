import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiClient } from "#lib/testing/api-client.ts";
import { endpoints } from "#lib/testing/contract.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { press, visit } from "#lib/testing/hosted-visitor.ts";
import { type Scene, setScene } from "#lib/testing/selling-server.ts";
import { type Shop, workWith } from "#lib/testing/shop.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";
import { DEFAULT_SETTINGS } from "../../stripe/state/world.ts";
import { callAll, calls, expectedAs, type Kind } from "./calls.ts";
import { states } from "./states.ts";

/**
 * Every call of the API in every state that a workspace can reach, reached as its owner and Stripe bring it about: by checkouts,
 * declined cards, Stripe's clock, and the events that Stripe sends.
 */

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
}, 120_000);
afterAll(() => scene?.end());

/** Whatever the state: the call's answers, a way on in every refusal, and customers who are at it finish. */
async function expectToBe(kind: Kind, shop: Shop): Promise<void> {
  const api = await shop.freshApi();
  const { seen, refusals } = await callAll(api, shop);
  expect(seen).toEqual(expectedAs(kind));
  for (const { body, headers } of refusals) {
    expect(body.detail).toMatch(/\bBilling\b/);
    expect([body.type, headers.get("content-type")]).toEqual([expect.stringContaining(`/docs/errors#${body.code}`), expect.stringContaining("problem+json")]);
  }
  const { underWay, unopened } = shop.kept;
  expect((await press(underWay, "confirm", "confirm")).status).toBe(303);
  const back = await press(underWay, "receipt", "return");
  const token = back.headers.get("location")?.split("#ci_result_token=")[1];
  const verified = await api.call("POST", "/result-tokens/verify", { body: { token } });
  expect(verified.body).toMatchObject({ firstUse: true, claims: { outcome: "churned" } });
  // Whoever was given a link is not left standing before a closed door.
  expect((await visit(unopened)).status).toBe(200);
}

it("has a call for every operation that there is", () => {
  expect([...new Set(Object.values(calls).map(({ operation }) => operation))].sort()).toEqual(
    endpoints()
      .map(({ id }) => id)
      .sort(),
  );
});

it("is in the contract: each refusal for plan, access and demo where it occurs, and nowhere else", async () => {
  const { text } = await apiClient(null, scene.server.url).call("GET", "/openapi.json");
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>> };
  for (const { id, method, path, touchesEnvironment } of endpoints()) {
    const listed = Object.entries(paths[`/api/v1${path}`]?.[method.toLowerCase()]?.responses ?? {}).flatMap(([status, { description }]) =>
      status === "402" || status === "403" ? [...description.matchAll(/`(\w+)`/g)].map(([, code]) => `${status} ${code}`) : [],
    );
    const occurring = Object.values(calls).flatMap(({ operation, expected }) => (operation === id ? expected.filter((seen) => /^40[23] /.test(seen)) : []));
    // e2e/isolation/matrix.test.ts proves this one.
    if (touchesEnvironment) occurring.push("403 sandbox_only_key");
    expect([id, listed.sort()]).toEqual([id, [...new Set(occurring)].sort()]);
  }
});

describe("in the state", () => {
  // Declines and settings are of the one Stripe, and its clock goes on: one after the other.
  it.each(Object.keys(states))("%s", async (name) => {
    const { is, reach } = states[name] as (typeof states)[string];
    scene.local.control.acceptAll();
    scene.local.control.settings(DEFAULT_SETTINGS);
    await expectToBe(is, await reach(scene));
  });
});

describe("what whoever runs the installation gave, and the demo", () => {
  it.each([
    ["advanced", { plan: "advanced" }],
    ["core", { plan: "core" }],
    ["advanced, read-only", { plan: "advanced", access: "read_only" }],
    ["core, read-only", { plan: "core", access: "read_only" }],
    ["demo", { isDemo: true }],
  ] as const)("%s", async (kind, { plan, access, isDemo = false }: { plan?: "core" | "advanced"; access?: "read_only"; isDemo?: boolean }) => {
    const made = await makeWorkspace({ isDemo });
    await allowReturn(made.ctx);
    const api = apiClient(made.apiKey, scene.server.url);
    // Nothing can be made in the demo; what is called there is refused before anybody looks for it.
    const kept = kind === "demo" ? { unopened: "", underWay: "", sessionId: "cxs_none", token: "none" } : await workWith(api);
    if (plan !== undefined) await made.setPlan(plan);
    if (access !== undefined) await made.setAccess(access);
    const fresh = apiClient((await made.makeKey()).apiKey, scene.server.url);
    const { seen, refusals } = await callAll(fresh, { kept });
    expect(seen).toEqual(expectedAs(kind));
    // Neither a trial nor a subscription of theirs has ended.
    for (const { body } of refusals) expect(body.detail).not.toMatch(/trial|subscription|grace/);
    for (const { body } of refusals) expect(body.detail).toMatch(kind === "demo" ? /Create a workspace of your own/ : /\bBilling\b/);
  });
});
