import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { apiClient } from "#lib/testing/api-client.ts";
import { cliJson, runCli } from "#lib/testing/cli.ts";

/** The operator's commands, as processes: what stands on standard output and error, and the exit code. */

interface Made {
  workspaceId: string;
  workspaceKey: string;
  slug: string;
  apiKey: string;
  signingSecrets: { prod: string; sandbox: string };
}

const name = `Cli ${randomUUID().slice(0, 8)}`;
let acme: Made;

beforeAll(async () => {
  acme = await cliJson<Made>("workspace", "create", "--name", name, "--plan", "advanced");
});

/** A run that must fail: its exit code and its error in JSON. */
async function failure(args: string[], env: Record<string, string | undefined> = {}) {
  const { exitCode, stdout, stderr } = await runCli(["--json", ...args], env);
  expect(stdout).toBe("");
  return { exitCode, ...(JSON.parse(stderr) as { error: { code: string; message: string; errors: { path: string }[] } }).error };
}

describe("rb", () => {
  it("explains itself and its exit codes", async () => {
    const { exitCode, stdout, stderr } = await runCli(["--help"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    for (const code of [0, 1, 2, 3, 4, 5]) expect(stdout).toMatch(new RegExp(`^ +${code} +\\w`, "m"));
    expect((await runCli(["workspace", "create", "--help"])).stdout).toContain("--plan");
  });

  it("takes wrong usage for what it is", async () => {
    for (const args of [
      [],
      ["workspace"],
      ["nonsense"],
      ["workspace", "create"],
      ["workspace", "set-plan", acme.slug, "gold"],
      ["workspace", "list", "--nope"],
      ["cancellation", "list", acme.slug, "--limit", "0"],
      ["key", "create", acme.slug, "--name", "x", "--expires", "tomorrow"],
    ]) {
      const { exitCode, stdout, stderr } = await runCli(args);
      expect([args, exitCode, stdout]).toEqual([args, 2, ""]);
      expect(stderr).not.toBe("");
    }
    expect(await failure(["workspace", "set-plan", acme.slug, "gold"])).toMatchObject({ exitCode: 2, code: "usage", errors: [] });
  });

  it("says nothing but the result through npm", () => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "-s", "rb", "--", "reason", "list", acme.slug, "--json"], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toHaveLength(6);
  });

  it("takes --json before and after the command", async () => {
    for (const args of [
      ["--json", "workspace", "list"],
      ["workspace", "--json", "list"],
      ["workspace", "list", "--json"],
    ]) {
      const { exitCode, stdout } = await runCli(args);
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ slug: acme.slug, id: acme.workspaceId, plan: "advanced", access: "active" }));
    }
  });

  it("tells a missing setting (2) from a database that is away (5) and one that is not ours (2)", async () => {
    expect(await failure(["workspace", "list"], { NEXTAUTH_SECRET: "", ENCRYPTION_KEYS: "nonsense" })).toMatchObject({
      exitCode: 2,
      code: "setting",
      message: expect.stringMatching(/NEXTAUTH_SECRET is not set[\s\S]*ENCRYPTION_KEYS must be/),
    });
    expect(await failure(["workspace", "list"], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" })).toMatchObject({ exitCode: 5, code: "unavailable" });
    const empty = new URL(process.env.DATABASE_OWNER_URL || (process.env.DATABASE_URL as string));
    empty.pathname = "/postgres";
    expect(await failure(["workspace", "list"], { DATABASE_URL: empty.href })).toMatchObject({
      exitCode: 2,
      code: "setting",
      message: expect.stringContaining("db:migrate"),
    });
    const folder = mkdtempSync(join(tmpdir(), "retentbase-none-"));
    expect(await failure(["workspace", "list"], { DATABASE_URL: undefined, RETENTBASE_DATA_DIR: folder })).toMatchObject({ exitCode: 2, code: "setting" });
    rmSync(folder, { recursive: true });
  });
});

describe("rb workspace", () => {
  it("makes a workspace that works at once", async () => {
    expect(Object.keys(acme).sort()).toEqual(["apiKey", "signingSecrets", "slug", "workspaceId", "workspaceKey"]);
    expect(acme).toMatchObject({
      slug: name.toLowerCase().replace(" ", "-"),
      workspaceId: expect.stringMatching(/^ws_/),
      workspaceKey: expect.stringMatching(/^wk_/),
      apiKey: expect.stringMatching(/^rbk_/),
    });
    expect(acme.signingSecrets).toEqual({ prod: expect.stringMatching(/^rbs_/), sandbox: expect.stringMatching(/^rbs_/) });
    expect((await apiClient(acme.apiKey).call("GET", "/reasons")).status).toBe(200);
  });

  it("says the same to a person", async () => {
    const { exitCode, stdout } = await runCli(["workspace", "create", "--name", name, "--plan", "core", "--demo"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Slug +cli-\w+-2$/m);
    expect(stdout).toMatch(/^API key +rbk_\w{38}$/m);
  });

  it("refuses a bad name (1), a taken slug (4), and finds no unknown one (3)", async () => {
    expect(await failure(["workspace", "create", "--name", " ", "--plan", "core"])).toMatchObject({
      exitCode: 1,
      code: "validation_failed",
      errors: [{ path: "name" }],
    });
    expect(await failure(["workspace", "create", "--name", "x", "--plan", "core", "--slug", acme.slug])).toMatchObject({ exitCode: 4, code: "conflict" });
    expect(await failure(["workspace", "set-access", "no-such-workspace", "active"])).toMatchObject({ exitCode: 3, code: "not_found" });
  });

  it("sets plan and access", async () => {
    const made = await cliJson<Made>("workspace", "create", "--name", name, "--plan", "core");
    expect(await cliJson("workspace", "set-plan", made.slug, "advanced")).toEqual({ slug: made.slug, plan: "advanced" });
    expect(await cliJson("workspace", "set-access", made.slug, "read_only")).toEqual({ slug: made.slug, access: "read_only" });
    const answer = await apiClient(made.apiKey).post({ eventId: "e", reasonKey: "other" });
    expect([answer.status, answer.body.code]).toEqual([402, "workspace_read_only"]);
    expect(await failure(["seed", made.slug, "--events", "1", "--months", "1"])).toMatchObject({ exitCode: 1, code: "workspace_read_only" });
  });
});

describe("rb key", () => {
  it("makes, lists and revokes keys", async () => {
    const made = await cliJson<{ id: string; apiKey: string }>(
      "key",
      "create",
      acme.slug,
      "--name",
      "billing",
      "--sandbox-only",
      "--expires",
      "2099-01-01T00:00:00Z",
    );
    expect((await apiClient(made.apiKey).list({ environment: "sandbox" })).status).toBe(200);
    expect((await apiClient(made.apiKey).list()).status).toBe(403);
    const listed = await cliJson<object[]>("key", "list", acme.slug);
    expect(listed).toContainEqual(
      expect.objectContaining({
        id: made.id,
        name: "billing",
        environments: "sandbox",
        last4: made.apiKey.slice(-4),
        expiresAt: "2099-01-01T00:00:00.000Z",
        revokedAt: null,
      }),
    );
    expect(JSON.stringify(listed)).not.toContain(made.apiKey);
    expect(await cliJson("key", "revoke", acme.slug, made.id)).toEqual({ id: made.id, revoked: true });
    expect(await cliJson("key", "list", acme.slug)).toContainEqual(expect.objectContaining({ id: made.id, revokedAt: expect.any(String) }));
    expect(await failure(["key", "revoke", acme.slug, "key_nonsense"])).toMatchObject({ exitCode: 3, code: "not_found" });
  });
});

describe("rb reason", () => {
  it("adds, disables, enables and lists reasons", async () => {
    expect(await cliJson("reason", "add", acme.slug, "moved_away", "Moved away")).toEqual({ key: "moved_away", label: "Moved away", enabled: true });
    expect(await failure(["reason", "add", acme.slug, "moved_away", "Moved away"])).toMatchObject({ exitCode: 4, code: "conflict" });
    expect(await failure(["reason", "add", acme.slug, "Moved Away", "x"])).toMatchObject({ exitCode: 1, errors: [{ path: "key" }] });
    expect(await cliJson("reason", "disable", acme.slug, "moved_away")).toEqual({ key: "moved_away", enabled: false });
    expect((await apiClient(acme.apiKey).post({ environment: "sandbox", eventId: "moved", reasonKey: "moved_away" })).status).toBe(400);
    expect(await cliJson("reason", "enable", acme.slug, "moved_away")).toEqual({ key: "moved_away", enabled: true });
    expect((await runCli(["reason", "list", acme.slug])).stdout).toMatch(/^moved_away +Moved away +enabled$/m);
    expect(await failure(["reason", "disable", acme.slug, "never_heard_of"])).toMatchObject({ exitCode: 3 });
  });

  it("refuses a key that calls still come with only after --yes, and names who sends it", async () => {
    const { slug, apiKey } = await cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", "Sent keys", "--plan", "advanced");
    const client = apiClient(apiKey);
    const post = (eventId: string) => client.post({ environment: "sandbox", eventId, reasonKey: "other" });
    expect((await post("a")).status).toBe(201);
    const refusal = await failure(["reason", "disable", slug, "other"]);
    expect(refusal).toMatchObject({ exitCode: 4, code: "conflict" });
    expect(refusal.message).toContain("1 cancellation in sandbox came with this key by the API in the last 30 days");
    expect(refusal.message).toMatch(/API key "first key" +sandbox +1 /);
    expect((await post("b")).status).toBe(201);
    // Merged, it stays accepted, so nothing is at stake; undoing the merge of a disabled one is.
    expect(await cliJson("reason", "disable", slug, "other", "--yes")).toEqual({ key: "other", enabled: false });
    await cliJson("reason", "merge", slug, "other", "not_using");
    expect((await post("c")).status).toBe(201);
    expect(await failure(["reason", "unmerge", slug, "other"])).toMatchObject({ exitCode: 4, code: "conflict" });
    expect(await cliJson("reason", "unmerge", slug, "other", "--yes")).toEqual({ key: "other", mergedInto: null });
  });

  it("updates, sorts, merges and unmerges them", async () => {
    const { slug } = await cliJson<Made>("workspace", "create", "--name", name, "--plan", "core");
    await cliJson("reason", "update", slug, "other", "--label", "Else", "--translation", "de=Sonst=iges", "--translation", "fr=Autre", "--follow-up", "What?");
    await cliJson("reason", "merge", slug, "not_using", "other");
    await cliJson("reason", "reorder", slug, "other", "not_using", "technical_issues", "switched_competitor", "missing_features", "too_expensive");
    expect((await cliJson<object[]>("reason", "list", slug)).slice(0, 2)).toMatchObject([
      { key: "other", label: "Else", labels: { de: "Sonst=iges", fr: "Autre" }, followUpQuestion: "What?" },
      { key: "not_using", mergedInto: "other" },
    ]);
    expect(await failure(["reason", "reorder", slug, "other"])).toMatchObject({ exitCode: 4, code: "conflict" });
    expect(await cliJson("reason", "unmerge", slug, "not_using")).toEqual({ key: "not_using", mergedInto: null });
  });
});

describe("rb user", () => {
  it("makes a user once, and names what is wrong with a bad one", async () => {
    const email = `${randomUUID()}@example.com`;
    const create = (...over: string[]) => [
      "user",
      "create",
      "--workspace",
      acme.slug,
      "--role",
      "owner",
      "--email",
      email,
      "--password",
      "correct horse",
      ...over,
    ];
    expect(await cliJson(...create())).toEqual({ userId: expect.stringMatching(/^usr_/), email, workspace: acme.slug, role: "owner" });
    expect(await failure(create())).toMatchObject({ exitCode: 4, code: "conflict" });
    expect(await failure(create("--password", "short"))).toMatchObject({ exitCode: 1, errors: [{ path: "password" }] });
    expect(await failure(create("--role", "king"))).toMatchObject({ exitCode: 2 });
  });
});

describe("rb user, beyond the first", () => {
  const user = (...args: string[]) => ["user", ...args];

  it("reads the password from standard input, where nobody else on the machine sees it", async () => {
    const email = `${randomUUID()}@example.com`;
    const create = user("create", "--workspace", acme.slug, "--role", "viewer", "--email", email);
    expect((await runCli([...create, "--password-stdin"], {}, "short\n")).exitCode).toBe(1);
    const { exitCode, stdout } = await runCli([...create, "--password-stdin", "--json"], {}, "correct horse\n");
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { email, role: "viewer" }]);
    expect(await failure(create)).toMatchObject({ exitCode: 2, code: "usage" });
    expect(await failure([...create, "--password", "correct horse", "--password-stdin"])).toMatchObject({ exitCode: 2, code: "usage" });
  });

  it("adds a user to a second workspace, lists all, and prints a link to set a new password", async () => {
    const email = `${randomUUID()}@example.com`;
    const { userId } = await cliJson<{ userId: string }>(
      "user",
      "create",
      "--workspace",
      acme.slug,
      "--role",
      "owner",
      "--email",
      email,
      "--password",
      "correct horse",
    );
    const { slug } = await cliJson<Made>("workspace", "create", "--name", "Second", "--plan", "core");
    const add = user("add", "--email", email, "--workspace", slug, "--role", "analyst");
    expect(await cliJson(...add)).toEqual({ userId, email, workspace: slug, role: "analyst" });
    expect(await failure(add)).toMatchObject({ exitCode: 4, code: "conflict" });
    expect(await failure(user("add", "--email", "nobody@example.com", "--workspace", slug, "--role", "viewer"))).toMatchObject({ exitCode: 3 });
    expect(await cliJson<object[]>("user", "list")).toContainEqual(expect.objectContaining({ userId, email, isVerified: true, hasPassword: true }));
    const { stdout } = await runCli(user("reset-link", "--email", email), { APP_URL: "https://app.example.com" });
    expect(stdout).toMatch(/^https:\/\/app\.example\.com\/reset\/[\w-]{43}\n$/);
    expect(await failure(user("reset-link", "--email", "nobody@example.com"))).toMatchObject({ exitCode: 3 });
  });
});

describe("rb cancellation", () => {
  it("reads back what the API stored, with its history", async () => {
    const api = apiClient(acme.apiKey);
    const eventId = `cli ${randomUUID()}`;
    await api.post({ environment: "sandbox", eventId, reasonKey: "too_expensive", outcome: "churned", reasonText: "two\nlines \u001b[31m" });
    await api.patch(eventId, { environment: "sandbox", outcome: "recovered", metadata: { channel: "cs_call" } });
    const stored = (await api.get(eventId, "sandbox")).body;
    expect(await cliJson("cancellation", "show", acme.slug, eventId, "--env", "sandbox")).toEqual(stored);
    const { stdout } = await runCli(["cancellation", "show", acme.slug, eventId, "--env", "sandbox"]);
    expect(stdout).toContain("two lines");
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toMatch(/churned +first key/);
    expect(stdout).toMatch(/recovered +current +first key +\{"channel":"cs_call"\}/);
    expect(await cliJson<{ data: object[] }>("cancellation", "list", acme.slug, "--env", "sandbox")).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ eventId })]),
    });
    expect(await failure(["cancellation", "show", acme.slug, eventId])).toMatchObject({ exitCode: 3, code: "not_found" });
  });
});

describe("rb webhook", () => {
  it("adds an endpoint, shows its secret once, lists it and deletes it", async () => {
    const made = await cliJson<{ id: string; secret: string }>("webhook", "create", acme.slug, "--url", "https://hooks.invalid/x", "--env", "sandbox");
    expect(made).toMatchObject({
      environment: "sandbox",
      events: ["cancellation.created", "cancellation.outcome_updated", "cancel_session.completed", "cancel_session.abandoned"],
      enabled: true,
    });
    expect(made.secret).toMatch(/^whsec_/);
    const listed = await runCli(["webhook", "list", acme.slug, "--json"]);
    expect(JSON.parse(listed.stdout)).toMatchObject([{ id: made.id }]);
    expect(listed.stdout).not.toContain("whsec_");
    expect(await failure(["webhook", "create", acme.slug, "--url", "https://127.0.0.1"])).toMatchObject({
      code: "validation_failed",
      errors: [{ path: "url" }],
    });
    expect(await failure(["webhook", "create", acme.slug, "--url", "https://hooks.invalid", "--events", "nonsense"])).toMatchObject({
      exitCode: 2,
      code: "usage",
    });
    await cliJson("webhook", "delete", acme.slug, made.id);
    expect(await failure(["webhook", "delete", acme.slug, made.id])).toMatchObject({ exitCode: 3, code: "not_found" });
  });
});

describe("rb seed", () => {
  it("fills a workspace, once, and shows progress only when it is asked to", async () => {
    const { slug } = await cliJson<Made>("workspace", "create", "--name", name, "--plan", "advanced");
    const seed = ["seed", slug, "--events", "300", "--months", "3", "--json"];
    const first = await runCli(seed);
    expect([first.exitCode, first.stderr]).toEqual([0, ""]);
    expect(JSON.parse(first.stdout)).toMatchObject({ created: 300, alreadyThere: 0 });
    const again = await runCli([...seed, "--progress"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ created: 0, alreadyThere: 300, outcomeUpdates: 0 });
    expect(again.stderr).toContain("300 of 300");
    const page = await cliJson<{ data: object[]; nextCursor: string }>("cancellation", "list", slug, "--limit", "200");
    expect(page.data).toHaveLength(200);
    expect((await cliJson<{ data: object[] }>("cancellation", "list", slug, "--limit", "200", "--cursor", page.nextCursor)).data).toHaveLength(100);
  });
});
