import type { WebhookAttempt } from "./delivery.ts";

/** What came of an attempt, in words for the endpoint's owner. */
export function attemptWords({ status, error, durationMs }: Pick<WebhookAttempt, "status" | "error" | "durationMs">): string {
  if (status === null) return error ?? "There was no answer.";
  const answered = `Answered ${status} in ${durationMs < 1_000 ? `${durationMs} ms` : `${(durationMs / 1_000).toFixed(1)} s`}`;
  if (error !== null) return `${answered}, then failed: ${error}`;
  if (status >= 200 && status < 300) return `${answered}.`;
  if (status === 410) return `${answered}: nothing more is wanted, so the endpoint was switched off.`;
  if (status >= 300 && status < 400) return `${answered}: redirects are not followed. Give the address that it leads to.`;
  if (status === 401 || status === 403) return `${answered}: your server let nobody in. Messages carry a signature and no login.`;
  if (status === 404) return `${answered}: nothing is at this address.`;
  return `${answered}: only 2xx counts as delivered.`;
}

/** Whether an attempt brought its message there. */
export function isDelivered({ status, error }: Pick<WebhookAttempt, "status" | "error">): boolean {
  return error === null && status !== null && status >= 200 && status < 300;
}
