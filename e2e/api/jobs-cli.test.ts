import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { cliJson, runCli } from "#lib/testing/cli.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";

/** The operator's view of jobs. The queue has no worker, so nothing moves by itself. */

interface Listed {
  id: string;
  queue: string;
  state: string;
  attempts: number;
  maxAttempts: number;
  lastError: string | null;
}

const queue = `test-cli-${randomUUID()}`;
const [waiting, dead] = [randomUUID(), randomUUID()];

afterAll(() => ownerQuery("select pgboss.delete_queue($1)", [queue]));

const ours = async (...args: string[]) => (await cliJson<Listed[]>("jobs", "list", ...args)).filter((job) => job.queue === queue);

describe("rb jobs", () => {
  it("lists what waits and what is dead, with the last error, and gives a dead one another try", async () => {
    await ownerQuery('select pgboss.create_queue($1, \'{"policy": "standard"}\')', [queue]);
    await ownerQuery(
      `insert into pgboss.job (id, name, state, retry_count, retry_limit, output, completed_on)
       values ($2, $1, 'created', 0, 5, null, null), ($3, $1, 'failed', 5, 5, '{"message": "550 no such user"}', now())`,
      [queue, waiting, dead],
    );
    const deadJob = { id: dead, queue, state: "dead", attempts: 6, maxAttempts: 6, lastError: "550 no such user" };
    expect(await ours("--failed")).toMatchObject([deadJob]);
    expect(await ours()).toEqual(
      expect.arrayContaining([expect.objectContaining(deadJob), expect.objectContaining({ id: waiting, state: "waiting", attempts: 0 })]),
    );
    expect((await runCli(["jobs", "list", "--failed"])).stdout).toMatch(new RegExp(`${dead} +${queue} +dead +6 of 6 +\\d+ s +550 no such user`));
    await cliJson("jobs", "retry", dead);
    expect(await ours("--failed")).toEqual([]);
    expect((await ours()).find(({ id }) => id === dead)).toMatchObject({ state: "retrying", maxAttempts: 7 });
  });

  it("says when there is no such dead job", async () => {
    expect((await runCli(["jobs", "retry", waiting])).exitCode).toBe(3);
    expect((await runCli(["jobs", "retry", "nonsense"])).exitCode).toBe(1);
  });

  it("shows how each job last ended", async () => {
    const runs = () => cliJson<{ name: string; ok: boolean }[]>("jobs", "runs");
    const swept = await eventually(runs, (all) => all.some(({ name }) => name === "sweep-sign-in-sessions"), 30_000);
    expect(swept).toEqual(expect.arrayContaining([expect.objectContaining({ name: "sweep-sign-in-sessions", ok: true })]));
  });
});
