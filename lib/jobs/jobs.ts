import { systemContext } from "#lib/core/context.ts";
import { sweepSignInSessions } from "#lib/features/members/sweep-sign-in-sessions.ts";
import type { Job } from "./job.ts";

/** Everything the worker does. */
export const jobs: readonly Job[] = [
  {
    name: "sweep-sign-in-sessions",
    everyMs: 10 * 60_000,
    run: async () => {
      await sweepSignInSessions({ ctx: systemContext("sweep-sign-in-sessions") });
    },
  },
];
