import { spawn } from "node:child_process";
import { once } from "node:events";
import { pool } from "#lib/platform/db.ts";
import { installJobs } from "#lib/platform/job-schema.ts";
import { enqueue } from "#lib/platform/jobs.ts";
import { type Pause, testJob } from "#lib/testing/test-job.ts";

interface WorkerProcess {
  pid: number;
  /** SIGKILL, and waits until it is gone. */
  kill9(): Promise<void>;
}

/** Starts a worker with the tests' job as a process of its own, and waits until it works. */
export async function startWorkerProcess(env: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ["lib/testing/job-worker.ts"], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const gone = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes('"ready"')) resolve();
    });
    child.once("exit", () => reject(new Error(`The worker ended before it was ready:\n${output}`)));
  });
  return {
    pid: child.pid as number,
    async kill9() {
      process.off("exit", end);
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** Makes the queue of the tests' job. */
export function installTestJob(ownerUrl: string): Promise<void> {
  return installJobs(ownerUrl, [testJob.queue]);
}

/** Adds the tests' job once for each id, pausing before and after its effect in turn. */
export async function enqueueTestJobs(ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries()) {
    const pause: Pause = position % 2 === 0 ? "before" : "after";
    await pool().query("insert into test_work (id) values ($1)", [id]);
    await enqueue(pool(), testJob.queue.name, { id, pause });
  }
}
