import { z } from "zod";
import { expireDueSessions } from "#lib/features/cancel-sessions/expire-due.ts";
import { defineJob } from "./job.ts";

export const expireSessionsJob = defineJob({
  name: "expire-sessions",
  schema: z.object({}),
  everyMs: 60_000,
  run: async ({ ctx, signal }) => {
    await expireDueSessions({ ctx, signal });
  },
});
