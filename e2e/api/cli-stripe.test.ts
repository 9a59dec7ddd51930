import { describe, expect, it } from "vitest";
import { makeBilledWorkspace } from "#lib/testing/billing.ts";
import { setUpBilling } from "#lib/testing/billing-scene.ts";
import { runCli } from "#lib/testing/cli.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { type LocalStripe, startLocalStripe } from "../stripe/start.ts";

/** The operator's commands where plans are sold: what Stripe and billing decide is said, and nothing is undone in silence. */

const { clock, converge, payingWorkspace, stripe } = setUpBilling();
const OFF = Object.fromEntries(
  ["SECRET_KEY", "WEBHOOK_SECRET", "PRICE_CORE_MONTHLY", "PRICE_CORE_YEARLY", "PRICE_ADVANCED_MONTHLY", "PRICE_ADVANCED_YEARLY", "API_URL"].map((name) => [
    `STRIPE_${name}`,
    undefined,
  ]),
);

async function rb(args: string[], env: Record<string, string | undefined> = {}) {
  const { exitCode, stdout, stderr } = await runCli(args, env);
  expect(stderr).not.toMatch(/^\s+at /m);
  return { exitCode, said: (stdout + stderr).trim() };
}

/** Runs `work` with a Stripe that takes another key than ours. */
async function strict(work: (local: LocalStripe) => Promise<void>): Promise<void> {
  const other = await startLocalStripe({ catalogue: true, secretKey: "sk_test_another" });
  await work(other).finally(() => other.close());
}

describe("rb stripe", () => {
  it("finds no event that Stripe does not know (3)", async () => {
    const unknown = await rb(["stripe", "replay", "evt_nope"]);
    expect(unknown).toEqual({ exitCode: 3, said: expect.stringMatching(/^Stripe knows no event evt_nope\./) });
    for (const id of ["nope", "evt_", "../customers", ""]) {
      expect(await rb(["stripe", "replay", id])).toEqual({
        exitCode: 3,
        said: `There is no event ${JSON.stringify(id)}: ids of Stripe's events begin with evt_.`,
      });
    }
  });

  it("says that Stripe refuses the key (2)", async () => {
    await payingWorkspace();
    await strict(async ({ url }) => {
      for (const args of [["replay", "evt_1"], ["reconcile"], ["reconcile", "--all"]]) {
        expect([args, await rb(["stripe", ...args], { STRIPE_API_URL: url })]).toEqual([
          args,
          { exitCode: 2, said: expect.stringMatching(/^Stripe refuses STRIPE_SECRET_KEY\. Set a key .* \(Invalid API Key provided/) },
        ]);
      }
    });
  });

  it("says that billing is off (2), and notes no failure for it", async () => {
    const noted = async () => (await ownerQuery("select id from stripe_reconciles")).length;
    const before = await noted();
    for (const args of [["replay", "evt_1"], ["reconcile"], ["reconcile", "--all"]]) {
      expect(await rb(["stripe", ...args], OFF)).toEqual({ exitCode: 2, said: "Billing is off: STRIPE_SECRET_KEY is not set." });
    }
    expect(await noted()).toBe(before);
  });
});

describe("rb workspace set-access", () => {
  it("says that a subscription decides again, when, and what then", async () => {
    const { workspace, customer, subscription } = await payingWorkspace();
    const closed = await rb(["workspace", "set-access", workspace.slug, "read_only"]);
    expect(closed.exitCode).toBe(0);
    expect(closed.said).toBe(
      `${workspace.slug} is read_only now.\nIts subscription at Stripe (${subscription.id}, active) decides again with the next look at it, tonight at the latest: by what Stripe said last it becomes active. To close the workspace for good, end the subscription at Stripe.`,
    );
    await converge(customer);
    expect(await workspace.stored()).toMatchObject({ access: "active" });
    await stripe().subscriptions.cancel(subscription.id);
    await converge(customer);
    const opened = await rb(["workspace", "set-access", workspace.slug, "active"]);
    expect(opened.said).toMatch(
      /\(sub_\w+, canceled\) decides again .* it becomes read_only\. To keep the workspace open, let its owner pay, or give it a subscription/,
    );
    const json = await runCli(["workspace", "set-access", workspace.slug, "active", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ access: "active", nextLook: { access: "read_only", subscription: { status: "canceled" } } });
    await converge(customer);
    expect(await workspace.stored()).toMatchObject({ access: "read_only" });
  });

  it("says nothing more where it holds: without a subscription", async () => {
    const { slug } = await makeBilledWorkspace(clock);
    expect(await rb(["workspace", "set-access", slug, "read_only"])).toEqual({ exitCode: 0, said: `${slug} is read_only now.` });
  });

  it("says that nothing stays closed that billing knows of, once billing is off", async () => {
    const { slug } = await makeBilledWorkspace(clock);
    expect((await rb(["workspace", "set-access", slug, "read_only"], OFF)).said).toMatch(/Within a minute it is Advanced and active again: billing is off/);
    expect((await rb(["workspace", "set-access", slug, "active"], OFF)).said).toBe(`${slug} is active now.`);
  });

  it("sets neither a trial nor an unpaid invoice, which are not an operator's to say", async () => {
    const { slug } = await makeBilledWorkspace(clock);
    for (const access of ["trialing", "past_due"]) expect((await rb(["workspace", "set-access", slug, access])).exitCode).toBe(2);
  });
});

describe("rb workspace set-plan", () => {
  it("is refused in a trial, with the way to decide, which works", async () => {
    const { slug, stored } = await makeBilledWorkspace(clock);
    const refused = await rb(["workspace", "set-plan", slug, "core"]);
    expect(refused.exitCode).toBe(4);
    expect(refused.said).toMatch(
      new RegExp(
        `^The plan of ${slug} was not changed, because it would be undone\\. Its trial is of Advanced, until 20.*: rb workspace set-access ${slug} active\\.$`,
      ),
    );
    expect(await stored()).toMatchObject({ plan: "advanced", access: "trialing" });
    expect((await rb(["workspace", "set-plan", slug, "advanced"])).exitCode).toBe(0);
    await rb(["workspace", "set-access", slug, "active"]);
    expect((await rb(["workspace", "set-plan", slug, "core"])).exitCode).toBe(0);
    expect(await stored()).toMatchObject({ plan: "core", access: "active" });
  });

  it("is refused where a subscription decides, and where billing is off since", async () => {
    const { workspace, subscription } = await payingWorkspace();
    const refused = await rb(["workspace", "set-plan", workspace.slug, "advanced"]);
    expect(refused.exitCode).toBe(4);
    expect(refused.said).toContain(
      `Its subscription at Stripe (${subscription.id}, active) decides: change the plan on the workspace's Billing page, or there.`,
    );
    expect(await workspace.stored()).toMatchObject({ plan: "core" });
    expect(await rb(["workspace", "set-plan", workspace.slug, "core"], OFF)).toMatchObject({ exitCode: 4, said: expect.stringContaining("Billing is off") });
  });
});
