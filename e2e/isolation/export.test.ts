import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { apiClient, baseUrl } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { csvRecords, parseCsv } from "#lib/testing/csv.ts";
import { signInOverHttp } from "#lib/testing/sign-in.ts";

/** The file of cancellations over HTTP: who gets it, as what, and what everybody else hears. */

const PASSWORD = "correct horse battery";
const slugs = { own: "", foreign: "", demo: "" };
const cookies = { owner: "", analyst: "", viewer: "", stranger: "" };

async function memberOf(slug: string, role: string): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await cliJson("user", "create", "--email", email, "--password", PASSWORD, "--workspace", slug, "--role", role);
  return signInOverHttp(email, PASSWORD);
}

beforeAll(async () => {
  const create = (name: string, ...more: string[]) =>
    cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", name, "--plan", "advanced", ...more);
  const own = await create("Exported");
  slugs.own = own.slug;
  slugs.foreign = (await create("Exported by others")).slug;
  slugs.demo = (await create("Exported demo", "--demo")).slug;
  await cliJson("seed", slugs.demo, "--events", "60", "--months", "1");
  for (const role of ["owner", "analyst", "viewer"] as const) cookies[role] = await memberOf(slugs.own, role);
  cookies.stranger = await memberOf(slugs.foreign, "owner");
  const api = apiClient(own.apiKey, baseUrl());
  expect((await api.post({ eventId: "in prod", userId: "=1+1", reasonKey: "other", outcome: "churned" })).status).toBe(201);
  expect((await api.post({ eventId: "in sandbox", environment: "sandbox", reasonKey: "other" })).status).toBe(201);
  // A trial that ended: what is stored stays exportable.
  await cliJson("workspace", "set-access", slugs.own, "read_only");
});

function ask(who: keyof typeof cookies | null, slug: string, query = "", method = "GET"): Promise<Response> {
  const headers: Record<string, string> = who === null ? {} : { cookie: cookies[who] };
  return fetch(`${baseUrl()}/dashboard/${slug}/cancellations/export${query}`, { method, headers, redirect: "manual" });
}

const exports = async () => {
  const page = await fetch(`${baseUrl()}/dashboard/${slugs.own}/settings/audit-log?action=cancellations.`, { headers: { cookie: cookies.owner } });
  return [...(await page.text()).matchAll(/>Exported [\d,]+ cancellations? of (prod|sandbox)/g)].length;
};

describe("the file of a read-only workspace", () => {
  it("is one to download, with the address's filters and nothing else", async () => {
    const before = await exports();
    const answer = await ask("analyst", slugs.own);
    expect(answer.status).toBe(200);
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({ "content-type": "text/csv; charset=utf-8", "cache-control": "no-store", "x-content-type-options": "nosniff" });
    expect(headers["content-disposition"]).toMatch(new RegExp(`^attachment; filename="${slugs.own}-cancellations-prod-\\d{4}-\\d\\d-\\d\\d\\.csv"$`));
    const text = Buffer.from(await answer.arrayBuffer()).toString("utf8");
    expect(text.startsWith("\ufeffid,eventId,")).toBe(true);
    expect(csvRecords(text)).toMatchObject([{ eventId: "in prod", userId: "'=1+1", outcome: "churned", reasonLabel: "Other" }]);

    const sandbox = await ask("analyst", slugs.own, "?env=sandbox&q=in+sandbox");
    expect(sandbox.headers.get("content-disposition")).toContain("-cancellations-sandbox-");
    expect(csvRecords(await sandbox.text())).toMatchObject([{ eventId: "in sandbox" }]);
    expect(await exports()).toBe(before + 2);
  });

  it("is its head alone when nothing fits", async () => {
    const answer = await ask("analyst", slugs.own, "?outcome=recovered");
    expect([answer.status, parseCsv(await answer.text()).map(([first]) => first)]).toEqual([200, ["id"]]);
  });

  it("is not made for who only asks for its headers", async () => {
    const before = await exports();
    const answer = await ask("analyst", slugs.own, "", "HEAD");
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, "text/csv; charset=utf-8", ""]);
    expect((await ask("viewer", slugs.own, "", "HEAD")).status).toBe(403);
    expect(await exports()).toBe(before);
  });

  it("is refused when a part of its address means nothing: it would hold more than was asked for", async () => {
    const answer = await ask("analyst", slugs.own, "?outcome=lost");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "text/plain; charset=utf-8"]);
    expect(await answer.text()).toContain("outcome=lost means nothing here.");
    expect(answer.headers.get("content-disposition")).toBeNull();
  });
});

describe("everybody else", () => {
  it("hears which role it takes", async () => {
    const answer = await ask("viewer", slugs.own);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("This takes the role analyst.")]);
  });

  it("of another workspace hears what they would of none", async () => {
    const [theirs, none] = [await ask("stranger", slugs.own), await ask("stranger", "no-such-workspace")];
    expect([theirs.status, await theirs.text()]).toEqual([404, await none.text()]);
    expect(none.status).toBe(404);
  });

  it("signs in first, and comes back to the list", async () => {
    const answer = await ask(null, slugs.own, "?outcome=churned&env=sandbox");
    const list = `/dashboard/${slugs.own}/cancellations?env=sandbox&outcome=churned`;
    expect([answer.status, answer.headers.get("location")]).toEqual([307, `/sign-in?next=${encodeURIComponent(list)}`]);
  });
});

it("the demo's file is open to everybody", async () => {
  for (const who of [null, "stranger"] as const) {
    const answer = await ask(who, slugs.demo);
    expect([answer.status, csvRecords(await answer.text()).length]).toEqual([200, 60]);
  }
});
