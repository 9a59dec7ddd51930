import { z } from "zod";
import { sweepMails } from "#lib/features/mails/sweep.ts";
import { defineJob } from "./job.ts";

export const sweepMailsJob = defineJob({
  name: "sweep-mails",
  schema: z.object({}),
  everyMs: 6 * 3_600_000,
  run: async ({ ctx }) => {
    await sweepMails({ ctx });
  },
});
