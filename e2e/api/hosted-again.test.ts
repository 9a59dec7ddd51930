import { afterAll, beforeAll, expect, it } from "vitest";
import { elementsOf, parsePage, textOf } from "#lib/hosted/parse-page.ts";
import { apiClient } from "#lib/testing/api-client.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { makeLink, press, visit } from "#lib/testing/hosted-visitor.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** What a customer typed survives a fault of ours: the page that says so sends it again. */

let remove: () => Promise<void>;
let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  const database = await useOwnDatabase();
  remove = database.remove;
  workspace = await makeWorkspace();
  await allowReturn(workspace.ctx);
  server = await startServer({ env: { ...database.env, RATE_LIMIT_HOSTED_STEPS: "0.01:3" } });
});
afterAll(async () => {
  await server?.stop();
  await remove?.();
});

const link = (body: object) => makeLink(apiClient(workspace.apiKey, server.url), { region: "DE", customerType: "b2c", locale: "de", ...body });

/** The one form, or the one link, by which a page lets its visitor try again. */
function wayOf(html: string) {
  const all = elementsOf(parsePage(html));
  const values = all.filter(({ tag }) => tag === "input" || tag === "button").map(({ attributes }) => [attributes.get("name"), attributes.get("value")]);
  const way = all.find(({ tag }) => tag === "form" || tag === "a");
  return { address: way?.attributes.get("action") ?? way?.attributes.get("href"), fields: values as [string, string][] };
}

async function whileBroken<T>(work: () => Promise<T>): Promise<T> {
  await ownerQuery("alter table cancel_sessions rename to cancel_sessions_away");
  try {
    return await work();
  } finally {
    await ownerQuery("alter table cancel_sessions_away rename to cancel_sessions");
  }
}

it("an answer that could not be taken is sent again by the page that says so", async () => {
  const { url } = await link({ userId: "customer_1" });
  await visit(url);
  await press(url, "confirm", "confirm");
  const failed = await whileBroken(() => press(url, "receipt?lang=de", "survey", { reasonKey: "other", reasonText: "Zu laut.\r\nUnd „teuer“ <b>" }));
  expect(failed.status).toBe(500);
  const html = await failed.text();
  expect(textOf(parsePage(html))).toContain("Erneut versuchen");
  const { address, fields } = wayOf(html);
  const again = await fetch(server.url + address, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  expect([again.status, again.headers.get("location")]).toEqual([303, address]);
  const receipt = await (await visit(server.url + address)).text();
  expect(textOf(parsePage(receipt))).toContain("Zu laut.\nUnd „teuer“ <b>");
});

it("a page that could not be shown is asked for again at its own address", async () => {
  const { url } = await link({ userId: "customer_2" });
  await visit(url);
  for (const way of [() => visit(`${url}/confirm`), () => press(url, "confirm", "leave"), () => press(url, "confirm", "nonsense")]) {
    const failed = await whileBroken(way);
    expect(failed.status).toBe(500);
    const { address, fields } = wayOf(await failed.text());
    expect([address, fields]).toEqual([new URL(`${url}/confirm`).pathname, []]);
  }
});

it("whoever was too quick sends the same again", async () => {
  const { url } = await link({ userId: "customer_3" });
  await visit(url);
  for (let i = 0; i < 3; i++) await press(url, "confirm", "nonsense");
  const refused = await press(url, "confirm", "confirm", { kind: "extraordinary", cause: "Kein Dienst", email: "a@example.com" });
  expect(refused.status).toBe(429);
  expect(wayOf(await refused.text()).fields).toEqual([
    ["kind", "extraordinary"],
    ["cause", "Kein Dienst"],
    ["email", "a@example.com"],
    ["do", "confirm"],
  ]);
});
