import { z } from "zod";
import { canSendMail } from "#lib/features/mails/can-send.ts";
import { SEND_MAIL_QUEUE } from "#lib/features/mails/queue.ts";
import { sendMail } from "#lib/features/mails/send.ts";
import { MailRefusedError } from "#lib/platform/mailer.ts";
import { defineJob, JobDeadError } from "./job.ts";

// With pauses of 15 s, doubling up to 2 h (each shortened by up to a half at random), these take about a day.
const RETRIES = 22;

export const sendMailJob = defineJob({
  name: SEND_MAIL_QUEUE,
  schema: z.object({ key: z.string() }),
  leaseSeconds: 10,
  retryLimit: RETRIES,
  retryDelaySeconds: 15,
  retryDelayMaxSeconds: 7_200,
  // A mail server that hangs must not hold up all others.
  concurrency: 4,
  limitSeconds: 120,
  isPossible: canSendMail,
  async run({ ctx, data, retries, signal }) {
    // The one use of React below the pages; only a worker that has a mail to send loads it.
    const { renderMail } = await import("#generated/mail.js");
    try {
      await sendMail({ ctx, input: { key: data.key, render: renderMail, isLastTry: retries >= RETRIES, signal } });
    } catch (error) {
      throw error instanceof MailRefusedError ? new JobDeadError(error.message, { cause: error }) : error;
    }
  },
});
