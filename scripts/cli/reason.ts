import type { Command } from "commander";
import { run, workspaceContext } from "#scripts/cli/run.ts";
import { table } from "#scripts/cli/text.ts";

export function addReasonCommands(program: Command): void {
  const reason = program.command("reason").description("the reasons customers may give");

  reason
    .command("list")
    .description("the workspace's reasons in their order")
    .argument("<slug>")
    .action((slug: string) =>
      run(async () => {
        const { listReasons } = await import("#lib/features/reasons/list.ts");
        const reasons = await listReasons({ ctx: await workspaceContext(slug) });
        const rows = reasons.map((row) => [
          row.key,
          row.label,
          row.mergedInto === null ? (row.enabled ? "enabled" : "disabled") : `merged into ${row.mergedInto}`,
        ]);
        return { json: reasons, text: table(["KEY", "LABEL", "STATE"], rows, "The workspace has no reason.") };
      }),
    );

  reason
    .command("add")
    .description("add an enabled reason at the end of the list")
    .argument("<slug>")
    .argument("<key>", "lower-case letters, digits and underscores; keeps its meaning for good")
    .argument("<label>", "what customers read")
    .action((slug: string, key: string, label: string) =>
      run(async () => {
        const { addReason } = await import("#lib/features/reasons/add.ts");
        await addReason({ ctx: await workspaceContext(slug), input: { key, label } });
        return { json: { key, label, enabled: true }, text: `${key} is added.` };
      }),
    );

  for (const enabled of [true, false]) {
    const verb = enabled ? "enable" : "disable";
    reason
      .command(verb)
      .description(enabled ? "accept a reason again" : "refuse a reason in new cancellations; stored ones keep it")
      .argument("<slug>")
      .argument("<key>")
      .action((slug: string, key: string) =>
        run(async () => {
          const { setReasonEnabled } = await import("#lib/features/reasons/set-enabled.ts");
          await setReasonEnabled({ ctx: await workspaceContext(slug), input: { key, enabled } });
          return { json: { key, enabled }, text: `${key} is ${verb}d.` };
        }),
      );
  }
}
