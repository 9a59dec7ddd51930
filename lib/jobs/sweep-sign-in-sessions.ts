import { z } from "zod";
import { sweepSignInSessions } from "#lib/features/members/sweep-sign-in-sessions.ts";
import { defineJob } from "./job.ts";

export const sweepSignInSessionsJob = defineJob({
  name: "sweep-sign-in-sessions",
  schema: z.object({}),
  everyMs: 10 * 60_000,
  run: async ({ ctx }) => {
    await sweepSignInSessions({ ctx });
  },
});
