import type { Command } from "commander";
import { operator, run } from "#scripts/cli/run.ts";
import { table } from "#scripts/cli/text.ts";

export function addJobCommands(program: Command): void {
  const jobs = program.command("jobs").description("what the worker does");

  jobs
    .command("list")
    .description("jobs that wait, run, or are dead, newest first")
    .option("--failed", "only dead ones: their tries are used up")
    .action((options: { failed?: true }) =>
      run(async () => {
        const { listJobs } = await import("#lib/features/jobs/list.ts");
        const found = await listJobs({ ctx: operator(), input: { deadOnly: options.failed ?? false } });
        const rows = found.map((job) => [job.id, job.queue, job.state, `${job.attempts} of ${job.maxAttempts}`, age(job.createdAt), job.lastError]);
        const none = options.failed ? "No job is dead." : "No job waits, runs, or is dead.";
        return { json: found, text: table(["ID", "QUEUE", "STATE", "TRIES", "AGE", "LAST ERROR"], rows, none) };
      }),
    );

  jobs
    .command("runs")
    .description("how each job last ended")
    .action(() =>
      run(async () => {
        const { listJobRuns } = await import("#lib/features/jobs/list-runs.ts");
        const runs = await listJobRuns({ ctx: operator() });
        const rows = runs.map((job) => [job.name, job.ok ? "ok" : "failed", age(job.endedAt), job.runs, job.failures, job.error]);
        return { json: runs, text: table(["JOB", "LAST RUN", "AGE", "RUNS", "FAILURES", "ERROR"], rows, "No job has run yet.") };
      }),
    );

  jobs
    .command("retry")
    .description("give a dead job one more try")
    .argument("<id>", "as `jobs list` shows it")
    .action((id: string) =>
      run(async () => {
        const { retryJob } = await import("#lib/features/jobs/retry.ts");
        await retryJob({ ctx: operator(), input: { id } });
        return { json: { id, retried: true }, text: `${id} will be tried once more.` };
      }),
    );
}

/** "3 min", in the largest unit that fits. */
function age(since: string): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(since)) / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`;
}
