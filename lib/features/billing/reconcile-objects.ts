import type { Context } from "#lib/core/context.ts";
import { askAboutAll } from "./internal/ask-about-all.ts";
import { listAccounts } from "./internal/list-accounts.ts";
import { noteReconcile } from "./internal/note-reconcile.ts";
import type { Reconciled } from "./reconcile-events.ts";

/**
 * Compares every workspace that has a customer with what Stripe says, and mends what differs. For what no event tells any more.
 * @throws DomainError unavailable, after noting the failure
 */
export function reconcileObjects({ ctx, signal }: { ctx: Context; signal?: AbortSignal }): Promise<Reconciled> {
  return noteReconcile({ ctx, kind: "objects" }, async () => {
    const found: Reconciled = { checked: 0, drift: 0, failed: [] };
    for await (const page of listAccounts()) {
      const customers = page.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
      const { changed, failed } = await askAboutAll({ ctx, customers, signal });
      found.checked += customers.length;
      found.drift += changed;
      found.failed.push(...failed);
    }
    return found;
  });
}
