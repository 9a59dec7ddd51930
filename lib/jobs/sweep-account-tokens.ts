import { z } from "zod";
import { sweepAccountTokens } from "#lib/features/members/sweep-account-tokens.ts";
import { defineJob } from "./job.ts";

export const sweepAccountTokensJob = defineJob({
  name: "sweep-account-tokens",
  schema: z.object({}),
  everyMs: 6 * 3_600_000,
  run: async ({ ctx }) => {
    await sweepAccountTokens({ ctx });
  },
});
