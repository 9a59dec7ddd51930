import { singleton } from "#lib/core/singleton.ts";

/** A job as whoever watches over it must know it. */
export interface DeclaredJob {
  /** Also its queue's, unless it is a loop. */
  name: string;
  /** How often it should be heard of, in ms; null: when there is something to do. */
  everyMs: number | null;
  isLoop: boolean;
}

const holder = () => singleton("jobs.declared", (): { jobs: readonly DeclaredJob[] } => ({ jobs: [] }));

/** Tells this process what the worker does here; health cannot import it, since jobs are a door of their own. */
export function declareJobs(jobs: readonly DeclaredJob[]): void {
  holder().jobs = jobs;
}

/** What was declared at the start. */
export function declaredJobs(): readonly DeclaredJob[] {
  return holder().jobs;
}
