import { type Command, Option } from "commander";
import type { Environment } from "#lib/core/context.ts";
import { wholeNumber } from "#scripts/cli/argument.ts";
import { run, workspaceContext } from "#scripts/cli/run.ts";

interface Options {
  events: number;
  months: number;
  env: Environment;
  seed: number;
  progress?: true;
}

export function addSeedCommand(program: Command): void {
  program
    .command("seed")
    .description("fill a workspace with believable cancellations; the same command again adds nothing")
    .argument("<slug>")
    .requiredOption("--events <count>", "how many cancellations", wholeNumber(1, 100_000_000))
    .requiredOption("--months <count>", "over how many months until now", wholeNumber(1, 240))
    .addOption(new Option("--env <environment>").choices(["prod", "sandbox"]).default("prod"))
    .option("--seed <number>", "another number makes other data", wholeNumber(0, 2 ** 32 - 1), 1)
    .option("--progress", "show progress even when standard error is no terminal")
    .action((slug: string, { events, months, env: environment, seed, progress }: Options) =>
      run(async () => {
        const { seedWorkspace } = await import("#lib/features/cancellations/seed.ts");
        const ctx = await workspaceContext(slug);
        const started = performance.now();
        const onProgress = progress || process.stderr.isTTY ? progressLine(events, started) : undefined;
        const done = await seedWorkspace({ ctx, input: { events, months, environment, seed }, onProgress });
        if (onProgress !== undefined) process.stderr.write("\n");
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        const there = done.alreadyThere === 0 ? "" : ` ${count(done.alreadyThere)} were there already and stayed as they are.`;
        return {
          json: { ...done, seconds },
          text: `${count(done.created)} cancellations with ${count(done.outcomeUpdates)} later outcomes are in ${slug} (${environment}), after ${seconds} s.${there}`,
        };
      }),
    );
}

const count = (n: number) => n.toLocaleString("en");

/** One line that is written over: count, rate, time left. */
function progressLine(total: number, started: number): (done: number) => void {
  const width = 24;
  return (done) => {
    const rate = done / Math.max(0.001, (performance.now() - started) / 1000);
    const filled = Math.round((width * done) / total);
    const bar = "#".repeat(filled) + "-".repeat(width - filled);
    const left = Math.ceil((total - done) / rate);
    process.stderr.write(`\r[${bar}] ${count(done)} of ${count(total)}, ${count(Math.round(rate))}/s, ${left} s left   `);
  };
}
