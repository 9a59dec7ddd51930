import { exitWith } from "../../scripts/exit-with.ts";

/** What a bench has started and has to end again. */
export type Undo = (() => Promise<unknown>)[];

/**
 * Runs a bench to its end. Whatever it put into `undo` is undone in reverse order, each part even when another fails: also after an
 * error, and when it is interrupted. Exit code 1 when it answers that a goal was missed.
 */
export async function runBench(run: (undo: Undo) => Promise<boolean>): Promise<void> {
  const undo: Undo = [];
  let ending: Promise<void> | undefined;
  const end = () => (ending ??= undoAll(undo));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => void end().then(() => process.exit(130)));
  try {
    const reached = await run(undo);
    await end();
    process.exitCode = reached ? 0 : 1;
  } catch (error) {
    await end();
    exitWith(error);
  }
}

async function undoAll(undo: Undo): Promise<void> {
  for (const step of undo.reverse()) await step().catch((error: unknown) => console.error(`Ending: ${String(error)}`));
}
