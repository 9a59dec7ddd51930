import { describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { listSigningSecrets } from "#lib/features/signing-secrets/list.ts";
import { liveSigningSecrets } from "#lib/features/signing-secrets/live.ts";
import { retireSigningSecret } from "#lib/features/signing-secrets/retire.ts";
import { revealSigningSecret } from "#lib/features/signing-secrets/reveal.ts";
import { rotateSigningSecret } from "#lib/features/signing-secrets/rotate.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 5, 1);

async function scene() {
  const clock = fixedClock(START);
  return { clock, ...(await makeWorkspace({ clock })) };
}

const states = async (ctx: WorkspaceContext, environment: Environment = "prod") =>
  (await listSigningSecrets({ ctx })).filter((secret) => secret.environment === environment).map(({ kid, state }) => [kid, state]);

const liveKids = async (ctx: WorkspaceContext) => (await liveSigningSecrets({ ctx })).filter(({ environment }) => environment === "prod").map(({ kid }) => kid);

describe("rotateSigningSecret", () => {
  it("overlaps for 24 hours, then the old one counts no more though nothing was swept", async () => {
    const { ctx, clock, signingSecrets } = await scene();
    const [[first = ""] = []] = await states(ctx);
    clock.advance(1_000);
    const made = await rotateSigningSecret({ ctx, input: { environment: "prod" } });
    expect(await states(ctx)).toEqual([
      [made.kid, "live"],
      [first, "retiring"],
    ]);
    expect(await liveSigningSecrets({ ctx })).toMatchObject([{ secret: signingSecrets.prod }, made, { environment: "sandbox" }]);
    expect((await listSigningSecrets({ ctx }))[1]?.expiresAt).toBe(new Date(START + 1_000 + DAY).toISOString());
    expect(await states(ctx, "sandbox")).toMatchObject([[expect.stringMatching(/^sandbox_/), "live"]]);

    clock.advance(DAY - 1);
    await expect(rotateSigningSecret({ ctx, input: { environment: "prod" } })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(first),
    });
    clock.advance(1);
    expect(await liveKids(ctx)).toEqual([made.kid]);
    expect(await states(ctx)).toContainEqual([first, "retired"]);
    await expect(revealSigningSecret({ ctx, input: { kid: first } })).rejects.toMatchObject({ code: "not_found" });

    const third = await rotateSigningSecret({ ctx, input: { environment: "prod" } });
    expect(await liveKids(ctx)).toEqual([made.kid, third.kid]);
    expect((await states(ctx)).map(([, state]) => state)).toEqual(["live", "retiring", "retired"]);
  });

  it("makes one new secret, however often it is asked at once", async () => {
    const { ctx } = await scene();
    // Connections that are open already, so that the calls really meet.
    await Promise.all(Array.from({ length: 4 }, () => listSigningSecrets({ ctx })));
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => rotateSigningSecret({ ctx, input: { environment: "prod" } })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
    expect(await liveKids(ctx)).toHaveLength(2);
  });
});

describe("retireSigningSecret", () => {
  it("ends the overlap, but never takes the current secret", async () => {
    const { ctx, clock } = await scene();
    const [[first = ""] = []] = await states(ctx);
    await expect(retireSigningSecret({ ctx, input: { kid: first } })).rejects.toMatchObject({ code: "conflict" });
    clock.advance(1);
    const { kid } = await rotateSigningSecret({ ctx, input: { environment: "prod" } });
    await expect(retireSigningSecret({ ctx, input: { kid } })).rejects.toMatchObject({ code: "conflict" });
    await retireSigningSecret({ ctx, input: { kid: first } });
    await retireSigningSecret({ ctx, input: { kid: first } });
    expect(await liveKids(ctx)).toEqual([kid]);
    await rotateSigningSecret({ ctx, input: { environment: "prod" } });
    const stranger = await makeWorkspace();
    await expect(retireSigningSecret({ ctx: stranger.ctx, input: { kid } })).rejects.toMatchObject({ code: "not_found" });
    const entries = await ownerQuery("select action, target from audit_log where workspace_id = $1 and action = 'signing_secret.retired'", [ctx.workspace.id]);
    expect(entries).toEqual([{ action: "signing_secret.retired", target: first }]);
  });
});

describe("revealSigningSecret", () => {
  it("shows it to an admin and writes down who saw it, without the secret", async () => {
    const { ctx, signingSecrets } = await scene();
    const [[kid = ""] = []] = await states(ctx);
    expect(await revealSigningSecret({ ctx: asMember(ctx, "admin"), input: { kid } })).toEqual({ kid, secret: signingSecrets.prod });
    const entries = await ownerQuery<{ text: string }>(
      "select a::text as text from audit_log a where workspace_id = $1 and action = 'signing_secret.revealed' and target = $2 and actor_name = 'admin@example.com'",
      [ctx.workspace.id, kid],
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.text).not.toContain(signingSecrets.prod);
  });

  it("and all else is closed to those below, and in the demo to everybody", async () => {
    const { ctx } = await scene();
    const [[kid = ""] = []] = await states(ctx);
    const demo = await makeWorkspace({ isDemo: true });
    for (const [who, code] of [
      [asMember(ctx, "analyst"), "forbidden"],
      [asMember(demo.ctx, "owner"), "demo_workspace"],
    ] as const) {
      const attempts = [
        listSigningSecrets({ ctx: who }),
        revealSigningSecret({ ctx: who, input: { kid } }),
        rotateSigningSecret({ ctx: who, input: { environment: "prod" } }),
        retireSigningSecret({ ctx: who, input: { kid } }),
      ];
      for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code });
    }
  });
});
