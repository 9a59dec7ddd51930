import type { Context } from "#lib/core/context.ts";
import { errorText } from "#lib/core/error-text.ts";
import { DomainError } from "#lib/core/errors.ts";
import { EnvError } from "#lib/platform/env.ts";
import { convergeCustomer } from "../converge.ts";

/** Customers that are asked about at a time: far below Stripe's limit of 100 calls a second. */
const AT_A_TIME = 4;

interface Asked {
  /** How many workspaces differed and were mended. */
  changed: number;
  /** "cus_…: why" of each customer that could not be asked about; the others were. */
  failed: string[];
}

/**
 * Brings the workspaces of all these customers to what Stripe says. One that Stripe does not know, or says something odd of, keeps
 * nobody from being looked at; when Stripe or the database is silent, or Stripe refuses our key, the rest is not begun.
 * @throws DomainError unavailable; EnvError; what the signal says
 */
export async function askAboutAll({ ctx, customers, signal }: { ctx: Context; customers: readonly string[]; signal: AbortSignal | undefined }): Promise<Asked> {
  const waiting = [...customers].reverse();
  const asked: Asked = { changed: 0, failed: [] };
  const lane = async () => {
    for (let customerId = waiting.pop(); customerId !== undefined; customerId = waiting.pop()) {
      signal?.throwIfAborted();
      try {
        if ((await convergeCustomer({ ctx, input: { customerId } })).changed) asked.changed++;
      } catch (error) {
        if (error instanceof EnvError || (error instanceof DomainError && error.code === "unavailable")) {
          waiting.length = 0;
          throw error;
        }
        asked.failed.push(`${customerId}: ${errorText(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, customers.length) }, lane));
  return asked;
}
