import { Argument, type Command, Option } from "commander";
import type { Plan } from "#lib/core/context.ts";
import type { GivenAccess, NextLook } from "#lib/features/billing/set-access.ts";
import { operator, run, workspaceContext } from "#scripts/cli/run.ts";
import { facts, table } from "#scripts/cli/text.ts";

const plans: readonly Plan[] = ["core", "advanced"];
/** A trial is billing's to give, and what is overdue is Stripe's to say. */
const givenAccess: readonly GivenAccess[] = ["active", "read_only"];

export function addWorkspaceCommands(program: Command): void {
  const workspace = program.command("workspace").description("make workspaces, set their plan and access");

  workspace
    .command("create")
    .description("make a workspace with its reasons, first API key and Signing Secrets (shown this one time)")
    .requiredOption("--name <name>", "what people call it")
    .addOption(new Option("--plan <plan>", "what it may do").choices(plans).makeOptionMandatory())
    .option("--slug <slug>", "its name in addresses (default: made from the name)")
    .option("--demo", "a public, read-only demo")
    .action((options: { name: string; plan: Plan; slug?: string; demo?: true }) =>
      run(async () => {
        const { createWorkspace } = await import("#lib/features/onboarding/create-workspace.ts");
        const input = { name: options.name, plan: options.plan, slug: options.slug, isDemo: options.demo ?? false };
        const { workspaceId, workspaceKey, slug, apiKey, signingSecrets } = await createWorkspace({ ctx: operator(), input });
        return {
          json: { workspaceId, workspaceKey, slug, apiKey, signingSecrets },
          text: facts([
            ["Workspace", workspaceId],
            ["Workspace key", workspaceKey],
            ["Slug", slug],
            ["API key", apiKey],
            ["Signing Secret (prod)", signingSecrets.prod],
            ["Signing Secret (sandbox)", signingSecrets.sandbox],
          ]),
        };
      }),
    );

  workspace
    .command("list")
    .description("all workspaces of this installation")
    .action(() =>
      run(async () => {
        const { listWorkspaces } = await import("#lib/features/workspaces/list.ts");
        const workspaces = await listWorkspaces({ ctx: operator() });
        const rows = workspaces.map((row) => [row.slug, row.name, row.plan, row.access, row.isDemo ? "demo" : "", row.id]);
        return { json: workspaces, text: table(["SLUG", "NAME", "PLAN", "ACCESS", "", "ID"], rows, "There is no workspace yet.") };
      }),
    );

  workspace
    .command("set-access")
    .description("set the access state, for good unless there is a subscription, or was one; in force everywhere within 5 seconds")
    .argument("<slug>")
    .addArgument(new Argument("<access>").choices(givenAccess))
    .action((slug: string, access: GivenAccess) =>
      run(async () => {
        const { setWorkspaceAccess } = await import("#lib/features/billing/set-access.ts");
        const nextLook = await setWorkspaceAccess({ ctx: await workspaceContext(slug), input: { access } });
        const but = nextLook === null ? "" : whatBecomesOf(access, nextLook);
        return { json: { slug, access, ...(nextLook !== null && { nextLook }) }, text: `${slug} is ${access} now.\n${but}`.trim() };
      }),
    );

  workspace
    .command("set-plan")
    .description("set the plan, where neither a trial nor a subscription decides it; in force everywhere within 5 seconds")
    .argument("<slug>")
    .addArgument(new Argument("<plan>").choices(plans))
    .action((slug: string, plan: Plan) =>
      run(async () => {
        const { setWorkspacePlan } = await import("#lib/features/billing/set-plan.ts");
        await setWorkspacePlan({ ctx: await workspaceContext(slug), input: { plan } });
        return { json: { slug, plan }, text: `${slug} has the plan ${plan} now.` };
      }),
    );

  workspace
    .command("set-return")
    .description("where hosted sessions lead back to whose link names no return URL; its origin must be allowed")
    .argument("<slug>")
    .argument("<url>", '"" takes it away')
    .action((slug: string, url: string) =>
      run(async () => {
        const { setDefaultReturnUrl } = await import("#lib/features/flows/set-default-return-url.ts");
        await setDefaultReturnUrl({ ctx: await workspaceContext(slug), input: { url } });
        return { json: { slug, url }, text: url === "" ? `${slug} has no default return URL now.` : `Sessions of ${slug} lead back to ${url}.` };
      }),
    );
}

/** What an operator must know who set what others decide again. */
function whatBecomesOf(access: GivenAccess, { access: then, subscription }: NextLook): string {
  if (subscription === null) {
    return then === access ? "" : "Within a minute it is Advanced and active again: billing is off, and the workspace is from when it was on.";
  }
  const next = `Its subscription at Stripe (${subscription.id}, ${subscription.status}) decides again with the next look at it, tonight at the latest`;
  if (then === access) return `${next}; by what Stripe said last it stays so.`;
  if (access === "read_only") return `${next}: by what Stripe said last it becomes ${then}. To close the workspace for good, end the subscription at Stripe.`;
  const remedy = "To keep the workspace open, let its owner pay, or give it a subscription at Stripe, with a coupon where it should cost nothing.";
  return `${next}: by what Stripe said last it becomes ${then}.${then === "read_only" ? ` ${remedy}` : ""}`;
}
