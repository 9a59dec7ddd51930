import type { Command } from "commander";
import { operator, run } from "#scripts/cli/run.ts";
import { table } from "#scripts/cli/text.ts";

export function addHealthCommand(program: Command): void {
  program
    .command("health")
    .description("how the installation is: database, jobs, webhooks, mails, Stripe; exits 1 when something is critical")
    .action(() =>
      run(async () => {
        const { deepHealth } = await import("#lib/features/health/deep-health.ts");
        const { checkNames, checkTitles } = await import("#lib/features/health/model/report.ts");
        const { declaredJobs } = await import("#lib/features/jobs/declare.ts");
        const { announceJobs } = await import("#lib/jobs/announce.ts");
        announceJobs();
        const report = await deepHealth({ ctx: operator(), input: { jobs: declaredJobs() } });
        const rows = checkNames.map((name) => {
          const { state, since, detail, troubles } = report.checks[name];
          return [checkTitles[name], state, since, troubles.length === 0 ? detail : troubles.map((trouble) => `${trouble.detail} ${trouble.action}`).join(" ")];
        });
        const text = `${table(["CHECK", "STATE", "SINCE", "WHAT"], rows, "")}\n\nAll in all: ${report.status}.`;
        return { json: report, text, isRefused: report.status === "critical" };
      }),
    );
}
