import { type Command, Option } from "commander";
import type { MemberRole } from "#lib/core/context.ts";
import { run, workspaceContext } from "#scripts/cli/run.ts";
import { facts } from "#scripts/cli/text.ts";

const roles: readonly MemberRole[] = ["owner", "admin", "analyst", "viewer"];

interface Options {
  email: string;
  password: string;
  workspace: string;
  role: MemberRole;
}

export function addUserCommands(program: Command): void {
  const user = program.command("user").description("people who sign in");

  user
    .command("create")
    .description("make a user who can sign in, as a member of a workspace")
    .requiredOption("--email <email>", "what they sign in with")
    .requiredOption("--password <password>", "10 to 200 characters")
    .requiredOption("--workspace <slug>", "where they are a member")
    .addOption(new Option("--role <role>", "what they may do there").choices(roles).makeOptionMandatory())
    .action(({ email, password, workspace, role }: Options) =>
      run(async () => {
        const { createUser } = await import("#lib/features/members/create-user.ts");
        const { userId } = await createUser({ ctx: await workspaceContext(workspace), input: { email, password, role } });
        return {
          json: { userId, email: email.trim().toLowerCase(), workspace, role },
          text: facts([
            ["User", userId],
            ["Workspace", workspace],
            ["Role", role],
          ]),
        };
      }),
    );
}
