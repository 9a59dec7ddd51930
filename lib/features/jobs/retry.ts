import type { Context } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { retryDeadJob } from "#lib/platform/job-console.ts";

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Gives a dead job one more try. For operators. @throws DomainError validation_failed, not_found */
export async function retryJob({ input }: { ctx: Context; input: { id: string } }): Promise<void> {
  if (!UUID.test(input.id)) throw invalidField("id", "format", "must be the id of a job, as `jobs list` shows it");
  if (!(await retryDeadJob(input.id))) throw new DomainError("not_found", "There is no dead job with this id.");
}
