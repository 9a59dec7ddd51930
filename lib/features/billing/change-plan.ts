import type { z } from "zod";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { askStripe } from "#lib/platform/stripe.ts";
import { recordAudit } from "../audit/record.ts";
import { convergeCustomer } from "./converge.ts";
import { demandBilling } from "./internal/demand-billing.ts";
import { CHANGED_AT, mayReckonFor, PRORATION, planChange } from "./internal/plan-change.ts";
import type { changeConfirmation } from "./model/billing-view.ts";

/**
 * Changes the plan as its preview said. When the card declines what is due, nothing is changed.
 * @throws DomainError forbidden, demo_workspace, not_found, validation_failed, conflict (a declined card too), unavailable
 */
export async function changePlan({ ctx, input }: { ctx: WorkspaceContext; input: z.output<typeof changeConfirmation> }): Promise<void> {
  const account = await demandBilling(ctx);
  const { subscription, item } = await planChange({ ctx, account, choice: input });
  if (!mayReckonFor(input.prorationDate, { subscription, now: ctx.clock.now() })) {
    throw new DomainError("conflict", "The price was shown too long ago. Here it is for this moment: look at it, and confirm it again.");
  }
  await askStripe((stripe) =>
    stripe.subscriptions.update(
      subscription.id,
      {
        items: [item],
        proration_behavior: PRORATION,
        proration_date: input.prorationDate,
        payment_behavior: "error_if_incomplete",
        metadata: { [CHANGED_AT]: input.prorationDate },
      },
      // A double press is one change.
      { idempotencyKey: `change:${subscription.id}:${item.price}:${input.prorationDate}` },
    ),
  );
  await withWorkspace(ctx.workspace.id, (db) =>
    recordAudit(db, ctx, ctx.workspace.id, {
      action: "billing.plan_changed",
      target: ctx.workspace.slug,
      detail: { from: account?.plan ?? null, to: input.plan, interval: input.interval },
    }),
  );
  await convergeCustomer({ ctx, input: { customerId: account?.customerId as string } });
}
