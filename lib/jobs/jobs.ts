import { convergeCustomerJob, endAccessJob, reconcileEventsJob, reconcileObjectsJob, tellOfEndingTrialsJob } from "./billing.ts";
import { deliverWebhooksLoop, relayWebhooksLoop, sweepWebhooksJob } from "./deliver-webhooks.ts";
import { expireSessionsJob } from "./expire-sessions.ts";
import type { Job, Loop } from "./job.ts";
import { sendMailJob } from "./send-mail.ts";
import { sweepAccountTokensJob } from "./sweep-account-tokens.ts";
import { sweepMailsJob } from "./sweep-mails.ts";
import { sweepSignInSessionsJob } from "./sweep-sign-in-sessions.ts";

/** Everything the worker does: one line a job. */
export const jobs: readonly Job[] = [
  sendMailJob,
  sweepMailsJob,
  sweepSignInSessionsJob,
  sweepWebhooksJob,
  sweepAccountTokensJob,
  expireSessionsJob,
  convergeCustomerJob,
  endAccessJob,
  tellOfEndingTrialsJob,
  reconcileEventsJob,
  reconcileObjectsJob,
];

/** What it does without pause. */
export const loops: readonly Loop[] = [relayWebhooksLoop, deliverWebhooksLoop];
