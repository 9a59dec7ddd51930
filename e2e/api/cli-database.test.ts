import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "#lib/testing/cli.ts";
import { type BarePostgres, startBarePostgres } from "#scripts/throwaway-database.ts";

/** What the operator's commands say of a database that lets them not in: what came, and what to do about it. */

let bare: BarePostgres;
const address = (user?: string) => {
  const url = new URL(bare.postgres.ownerUrl);
  if (user !== undefined) Object.assign(url, { username: user, password: "x" });
  return url.href;
};
beforeAll(async () => {
  bare = await startBarePostgres({ fsync: "off" });
}, 60_000);
afterAll(() => bare?.remove());

async function asOwner(...statements: string[]): Promise<void> {
  const owner = new pg.Client({ connectionString: address() });
  await owner.connect();
  for (const statement of statements) await owner.query(statement);
  await owner.end();
}

/** Exit code and sentence; nothing on standard output, and no stack. */
async function said(url: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await runCli(args, { DATABASE_URL: url });
  expect([stdout, stderr]).toEqual(["", expect.not.stringMatching(/^\s+at /m)]);
  return { exitCode, sentence: stderr.trim() };
}

async function health(url: string): Promise<{ detail: string; action: string }> {
  const { stdout } = await runCli(["health", "--json"], { DATABASE_URL: url });
  return (JSON.parse(stdout) as { checks: { database: { detail: string; action: string } } }).checks.database;
}

const commands = [
  ["workspace", "list"],
  ["jobs", "list"],
  ["stripe", "inbox"],
];

describe("rb", () => {
  it("says before the first migration that it is due", async () => {
    const expected = 'The database of DATABASE_URL does not let the program in: role "retentbase_app" does not exist. Run npm run db:migrate, which makes it.';
    for (const args of commands) expect([args, await said(address(), ...args)]).toEqual([args, { exitCode: 2, sentence: expected }]);
    expect(await health(address())).toMatchObject({
      detail: 'The database of DATABASE_URL does not let the program in: role "retentbase_app" does not exist.',
      action: "Run npm run db:migrate, which makes it.",
    });
  });

  it("says that the login lacks the role", async () => {
    await asOwner("create role retentbase_app", "create role somebody login password 'x'");
    const detail = 'The database of DATABASE_URL does not let the program in: permission denied to set role "retentbase_app".';
    const action = "As the database's owner: grant retentbase_app to somebody; (docs/operations.md, Database).";
    for (const args of commands) {
      expect([args, await said(address("somebody"), ...args)]).toEqual([args, { exitCode: 2, sentence: `${detail} ${action}` }]);
    }
    expect(await health(address("somebody"))).toMatchObject({ detail, action });
  });

  it("says that tables are missing, and that a login or a database is wrong", async () => {
    await asOwner("grant retentbase_app to somebody");
    for (const args of commands) {
      expect([args, await said(address("somebody"), ...args)]).toMatchObject([
        args,
        { exitCode: 2, sentence: expect.stringMatching(/lacks migrations; run npm run db:migrate\. \(.*does not exist/) },
      ]);
    }
    const wrong = new URL(address("somebody"));
    wrong.password = "wrong";
    for (const [url, came] of [
      [wrong.href, 'password authentication failed for user "somebody". Check user and password.'],
      [address("somebody").replace(/retentbase$/, "nowhere"), 'database "nowhere" does not exist. Create the database, then run npm run db:migrate.'],
    ] as const) {
      for (const args of commands) {
        expect(await said(url, ...args)).toEqual({ exitCode: 2, sentence: `The database of DATABASE_URL does not let the program in: ${came}` });
      }
      expect((await health(url)).action).toBe(came.slice(came.indexOf(". ") + 2));
    }
  });

  it("says that nothing answers, where, and what came", async () => {
    for (const args of commands) {
      const { exitCode, sentence } = await said("postgres://nobody@127.0.0.1:1/none", ...args);
      expect([args, exitCode]).toEqual([args, 5]);
      expect(sentence).toMatch(/^The database of DATABASE_URL cannot be reached: .*127\.0\.0\.1:1\. Does it run, and is the address right\?$/);
    }
    expect((await said("postgres://nobody@no-such-host.invalid/none", ...(commands[0] as string[]))).sentence).toMatch(
      /^The database of DATABASE_URL cannot be reached: .*no-such-host\.invalid/,
    );
  });
});
