import { type Command, Option } from "commander";
import type { MemberRole } from "#lib/core/context.ts";
import { operator, run, workspaceContext } from "#scripts/cli/run.ts";
import { readStandardInput } from "#scripts/cli/standard-input.ts";
import { facts, table } from "#scripts/cli/text.ts";

const roles: readonly MemberRole[] = ["owner", "admin", "analyst", "viewer"];
const roleOption = () => new Option("--role <role>", "what they may do there").choices(roles).makeOptionMandatory();

interface Membership {
  email: string;
  workspace: string;
  role: MemberRole;
}

interface Create extends Membership {
  password?: string;
  passwordStdin?: true;
}

export function addUserCommands(program: Command): void {
  const user = program.command("user").description("people who sign in");

  user
    .command("create")
    .description("make a user who can sign in, as a member of a workspace")
    .requiredOption("--email <email>", "what they sign in with")
    .option("--password <password>", "10 to 200 characters, not easy to guess; others on this machine can see it while the command runs")
    .option("--password-stdin", "read the password from standard input: the first line")
    .requiredOption("--workspace <slug>", "where they are a member")
    .addOption(roleOption())
    .action(async ({ email, password, passwordStdin, workspace, role }: Create, command: Command) => {
      if ((password === undefined) === (passwordStdin === undefined)) command.error("error: give the password by --password-stdin, or by --password");
      const given = password ?? (await readStandardInput()).split(/\r?\n/)[0] ?? "";
      await run(async () => {
        const { createUser } = await import("#lib/features/members/create-user.ts");
        const { userId } = await createUser({ ctx: await workspaceContext(workspace), input: { email, password: given, role } });
        return membership({ userId, email, workspace, role });
      });
    });

  user
    .command("add")
    .description("make a user who exists a member of another workspace")
    .requiredOption("--email <email>", "what they sign in with")
    .requiredOption("--workspace <slug>", "where they become a member")
    .addOption(roleOption())
    .action(({ email, workspace, role }: Membership) =>
      run(async () => {
        const { addMember } = await import("#lib/features/members/add.ts");
        const { userId } = await addMember({ ctx: await workspaceContext(workspace), input: { email, role } });
        return membership({ userId, email, workspace, role });
      }),
    );

  user
    .command("list")
    .description("list every user of this installation")
    .action(() =>
      run(async () => {
        const { listUsers } = await import("#lib/features/members/list-users.ts");
        const users = await listUsers({ ctx: operator() });
        const rows = users.map(({ userId, email, name, isVerified, hasPassword, createdAt }) => [userId, email, name, isVerified, hasPassword, createdAt]);
        return { json: users, text: table(["USER", "EMAIL", "NAME", "CONFIRMED", "PASSWORD", "SINCE"], rows, "No users yet.") };
      }),
    );

  user
    .command("reset-link")
    .description("print a link with which a user sets a new password once, within an hour; for installations that send no mail")
    .requiredOption("--email <email>", "what they sign in with")
    .action(({ email }: { email: string }) =>
      run(async () => {
        const { makeResetLink } = await import("#lib/features/members/make-reset-link.ts");
        const link = await makeResetLink({ ctx: operator(), input: { email } });
        return { json: link, text: link.url };
      }),
    );
}

function membership({ userId, email, workspace, role }: Membership & { userId: string }) {
  return {
    json: { userId, email: email.trim().toLowerCase(), workspace, role },
    text: facts([
      ["User", userId],
      ["Workspace", workspace],
      ["Role", role],
    ]),
  };
}
