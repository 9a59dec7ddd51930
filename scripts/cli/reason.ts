import type { Command } from "commander";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import type { UsedReason } from "#lib/features/reasons/model/reason-usage.ts";
import { isSentLately, sentLatelyText } from "#lib/features/reasons/model/sent-lately.ts";
import { run, workspaceContext } from "#scripts/cli/run.ts";
import { table } from "#scripts/cli/text.ts";

const SENT_ANYWAY = "refuse the key although calls came with it in the last 30 days";

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

  reason
    .command("enable")
    .description("accept a reason again")
    .argument("<slug>")
    .argument("<key>")
    .action((slug: string, key: string) =>
      run(async () => {
        const { setReasonEnabled } = await import("#lib/features/reasons/set-enabled.ts");
        await setReasonEnabled({ ctx: await workspaceContext(slug), input: { key, enabled: true } });
        return { json: { key, enabled: true }, text: `${key} is enabled.` };
      }),
    );

  reason
    .command("disable")
    .description("refuse a reason in new cancellations; stored ones keep it. Says no while calls still come with it")
    .argument("<slug>")
    .argument("<key>")
    .option("--yes", SENT_ANYWAY)
    .action((slug: string, key: string, { yes }: { yes?: true }) =>
      run(async () => {
        const { setReasonEnabled } = await import("#lib/features/reasons/set-enabled.ts");
        const ctx = await workspaceContext(slug);
        if (!yes) await demandUnsent(ctx, key, ({ enabled, mergedInto }) => enabled && mergedInto === null);
        await setReasonEnabled({ ctx, input: { key, enabled: false } });
        return { json: { key, enabled: false }, text: `${key} is disabled.` };
      }),
    );

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
    .description("let a merged reason count for itself again. Says no while calls still come with one that would be refused then")
    .argument("<slug>")
    .argument("<key>")
    .option("--yes", SENT_ANYWAY)
    .action((slug: string, key: string, { yes }: { yes?: true }) =>
      run(async () => {
        const { unmergeReason } = await import("#lib/features/reasons/unmerge.ts");
        const ctx = await workspaceContext(slug);
        if (!yes) await demandUnsent(ctx, key, ({ enabled, mergedInto }) => !enabled && mergedInto !== null);
        await unmergeReason({ ctx, input: { key } });
        return { json: { key, mergedInto: null }, text: `${key} counts for itself again.` };
      }),
    );
}

/**
 * Keeps calls that a server makes now from beginning to fail.
 * @param isAtStake whether the reason as it stands would be refused afterwards, and is accepted now
 * @throws DomainError conflict, which names who sends the key
 */
async function demandUnsent(ctx: WorkspaceContext, key: string, isAtStake: (reason: UsedReason) => boolean): Promise<void> {
  const { listUsedReasons } = await import("#lib/features/reasons/list-used.ts");
  const found = (await listUsedReasons({ ctx })).find((row) => row.key === key);
  if (found === undefined || !isAtStake(found) || !isSentLately(found)) return;
  const { listReasonSenders } = await import("#lib/features/reasons/list-senders.ts");
  const senders = (await listReasonSenders({ ctx, input: { key } })).map(({ apiKey, environment, count, lastAt }) => [
    apiKey === null ? "an API key that is gone" : `API key "${apiKey}"`,
    environment,
    String(count),
    lastAt,
  ]);
  throw new DomainError(
    "conflict",
    `${sentLatelyText(found)}:\n\n${table(["SENT BY", "ENVIRONMENT", "COUNT", "LAST"], senders, "")}\n
Once "${key}" is refused, such calls get a 400 and their events are not stored. Let your server send another key first, or merge this
reason into another, which keeps its key accepted. To refuse it all the same, add --yes.`,
  );
}

const collect = (value: string, before: string[] = []) => [...before, value];

/** "de=Zu teuer" as its two halves; without "=" the label is empty, which the verb refuses by name. */
function localeAndLabel(text: string): [locale: string, label: string] {
  const [locale = "", ...label] = text.split("=");
  return [locale, label.join("=")];
}
