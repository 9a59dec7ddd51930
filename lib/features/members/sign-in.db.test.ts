import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { createUser } from "#lib/features/members/create-user.ts";
import { signIn } from "#lib/features/members/sign-in.ts";
import { closePools } from "#lib/platform/db.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const ctx = systemContext("test");
const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";

beforeAll(async () => {
  const workspace = await makeWorkspace();
  await createUser({ ctx: workspace.ctx, input: { email, password, role: "owner" } });
});
afterAll(closePools);

const attempt = (input: { email: string; password: string }) => signIn({ ctx, input });

describe("signIn", () => {
  it("takes the right password, whatever the case of the e-mail", async () => {
    expect(await attempt({ email, password })).toMatchObject({ email });
    expect(await attempt({ email: ` ${email.toUpperCase()} `, password })).toMatchObject({ email });
  });

  it.each([
    ["a wrong password", { email, password: "correct horse batterz" }],
    ["an empty password", { email, password: "" }],
    ["a password that only begins right", { email, password: password.padEnd(201, "x") }],
    ["an unknown e-mail", { email: "nobody@example.com", password }],
    ["no e-mail at all", { email: "", password }],
  ])("refuses %s in the same words", async (_, input) => {
    await expect(attempt(input)).rejects.toMatchObject({ code: "unauthenticated", message: "E-mail and password do not belong together." });
  });

  it("works as long for an unknown e-mail as for a wrong password", async () => {
    // Time of the processor, not of the clock: other programs of the machine take none of it.
    const worked = () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    };
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 9; i++) {
      for (const [kind, address] of [["known", email] as const, ["unknown", `${randomUUID()}@example.com`] as const]) {
        const start = worked();
        await attempt({ email: address, password: "wrong" }).catch(() => undefined);
        times[kind].push(worked() - start);
      }
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[4] as number;
    // A look-up alone would take a tenth of a password's hash.
    expect(median(times.unknown) / median(times.known)).toBeGreaterThan(0.5);
    expect(median(times.unknown) / median(times.known)).toBeLessThan(2);
  });
});
