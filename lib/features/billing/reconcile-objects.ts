import type { Context } from "#lib/core/context.ts";
import { convergeCustomer } from "./converge.ts";
import { inParallel } from "./internal/in-parallel.ts";
import { listAccounts } from "./internal/list-accounts.ts";
import { noteReconcile } from "./internal/note-reconcile.ts";
import type { Reconciled } from "./reconcile-events.ts";

const AT_A_TIME = 4;

/**
 * Compares every workspace that has a customer with what Stripe says, and mends what differs. For what no event tells any more.
 * @throws DomainError unavailable, after noting the failure
 */
export function reconcileObjects({ ctx, signal }: { ctx: Context; signal?: AbortSignal }): Promise<Reconciled> {
  return noteReconcile({ ctx, kind: "objects" }, async () => {
    let checked = 0;
    let drift = 0;
    for await (const page of listAccounts()) {
      const customers = page.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
      await inParallel(customers, AT_A_TIME, async (customerId) => {
        signal?.throwIfAborted();
        checked++;
        if ((await convergeCustomer({ ctx, input: { customerId } })).changed) drift++;
      });
    }
    return { checked, drift };
  });
}
