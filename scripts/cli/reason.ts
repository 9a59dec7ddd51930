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

  reason
    .command("update")
    .description("change what customers read; the key and its meaning stay")
    .argument("<slug>")
    .argument("<key>")
    .option("--label <label>", "what customers read")
    .option("--translation <locale=label>", "a label for a language such as de or pt-BR; repeat for several. All others are removed", collect)
    .option("--follow-up <question>", "what is asked next; empty for nothing")
    .action((slug: string, key: string, { label, translation, followUp }: { label?: string; translation?: string[]; followUp?: string }) =>
      run(async () => {
        const { updateReason } = await import("#lib/features/reasons/update.ts");
        const labels = translation === undefined ? undefined : Object.fromEntries(translation.map(localeAndLabel));
        await updateReason({ ctx: await workspaceContext(slug), input: { key, label, labels, followUpQuestion: followUp } });
        return { json: { key, updated: true }, text: `${key} is updated.` };
      }),
    );

  reason
    .command("reorder")
    .description("sort the reasons: every key of the list once, in the new order")
    .argument("<slug>")
    .argument("<keys...>")
    .action((slug: string, keys: string[]) =>
      run(async () => {
        const { reorderReasons } = await import("#lib/features/reasons/reorder.ts");
        await reorderReasons({ ctx: await workspaceContext(slug), input: { keys } });
        return { json: { keys }, text: `The order is ${keys.join(", ")} now.` };
      }),
    );

  reason
    .command("merge")
    .description("count a reason as another, past events too; its key stays accepted")
    .argument("<slug>")
    .argument("<key>")
    .argument("<into>")
    .action((slug: string, key: string, into: string) =>
      run(async () => {
        const { mergeReason } = await import("#lib/features/reasons/merge.ts");
        await mergeReason({ ctx: await workspaceContext(slug), input: { key, into } });
        return { json: { key, mergedInto: into }, text: `${key} counts as ${into} now.` };
      }),
    );

  reason
    .command("unmerge")
    .description("let a merged reason count for itself again")
    .argument("<slug>")
    .argument("<key>")
    .action((slug: string, key: string) =>
      run(async () => {
        const { unmergeReason } = await import("#lib/features/reasons/unmerge.ts");
        await unmergeReason({ ctx: await workspaceContext(slug), input: { key } });
        return { json: { key, mergedInto: null }, text: `${key} counts for itself again.` };
      }),
    );
}

const collect = (value: string, before: string[] = []) => [...before, value];

/** "de=Zu teuer" as its two halves; without "=" the label is empty, which the verb refuses by name. */
function localeAndLabel(text: string): [locale: string, label: string] {
  const [locale = "", ...label] = text.split("=");
  return [locale, label.join("=")];
}
