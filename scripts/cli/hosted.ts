import type { Command } from "commander";
import { DomainError } from "#lib/core/errors.ts";
import type { CancelSession } from "#lib/features/cancel-sessions/model/session.ts";
import { operator, run, workspaceContext } from "#scripts/cli/run.ts";
import { facts, table } from "#scripts/cli/text.ts";

/** Commands of the hosted flow: where its sessions may lead back to, and what happened in one. */
export function addHostedCommands(program: Command): void {
  const origin = program.command("return-origin").description("where hosted sessions may lead back to");

  origin
    .command("add")
    .description("allow an origin, such as https://app.example.com; http only for this machine, in sandbox")
    .argument("<slug>")
    .argument("<origin>")
    .action((slug: string, text: string) =>
      run(async () => {
        const { addReturnOrigin } = await import("#lib/features/flows/add-return-origin.ts");
        const added = await addReturnOrigin({ ctx: await workspaceContext(slug), input: { origin: text } });
        return { json: { origin: added }, text: `Sessions of ${slug} may lead back to ${added}.` };
      }),
    );

  origin
    .command("list")
    .description("the allowed origins, and the default return URL")
    .argument("<slug>")
    .action((slug: string) =>
      run(async () => {
        const { returnSettings } = await import("#lib/features/flows/return-settings.ts");
        const settings = await returnSettings({ ctx: await workspaceContext(slug) });
        const rows = settings.origins.map((allowed) => [allowed, settings.defaultReturnUrl?.startsWith(`${allowed}/`) ? settings.defaultReturnUrl : ""]);
        return { json: settings, text: table(["ORIGIN", "DEFAULT RETURN URL"], rows, "No origin is allowed yet.") };
      }),
    );

  origin
    .command("remove")
    .description("new links may no longer lead there; sessions that exist still do")
    .argument("<slug>")
    .argument("<origin>")
    .action((slug: string, text: string) =>
      run(async () => {
        const { removeReturnOrigin } = await import("#lib/features/flows/remove-return-origin.ts");
        await removeReturnOrigin({ ctx: await workspaceContext(slug), input: { origin: text } });
        return { json: { origin: text, removed: true }, text: `${text} is removed.` };
      }),
    );

  program
    .command("session")
    .description("hosted sessions")
    .command("show")
    .description("one session with its timeline, and what became of its result")
    .argument("<id>", "cxs_…")
    .action((id: string) =>
      run(async () => {
        const session = await findAnywhere(id);
        return { json: session, text: textOf(session) };
      }),
    );
}

/** The session of an id, whoever's it is. @throws DomainError not_found */
async function findAnywhere(id: string): Promise<CancelSession> {
  const { listWorkspaces } = await import("#lib/features/workspaces/list.ts");
  const { getCancelSession } = await import("#lib/features/cancel-sessions/get.ts");
  for (const { slug } of await listWorkspaces({ ctx: operator() })) {
    const ctx = await workspaceContext(slug);
    const found = await getCancelSession({ ctx, input: { id, allowEnvironment: () => undefined } }).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === "not_found") return null;
      throw error;
    });
    if (found !== null) return found;
  }
  throw new DomainError("not_found", `There is no session ${id}.`);
}

function textOf(session: CancelSession): string {
  const { offer, result } = session;
  return [
    facts([
      ["Session", session.session_id],
      ["Status", session.status],
      ["Environment", session.environment],
      ["Customer", session.userId ?? ""],
      ["Reason", session.reasonKey ?? "not given"],
      ["Offer", offer.type === "none" ? "none" : `${offer.label} (${offer.accepted ? "accepted" : "not accepted"})`],
      ["Outcome", session.outcome ?? "none yet"],
      ["Result", `issued ${result.issued_at ?? "never"}, delivered ${result.delivered_at ?? "never"}, verified ${result.verified_at ?? "never"}`],
    ]),
    table(
      ["AT", "STEP"],
      session.timeline.map(({ at, type }) => [at, type]),
      "",
    ),
  ].join("\n\n");
}
