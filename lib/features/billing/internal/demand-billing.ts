import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import type { AccountRow } from "./account.ts";

/** The first line of every verb of the Billing page. @returns the account; null while nobody has paid or tried @throws DomainError forbidden, demo_workspace, not_found where billing is off */
export async function demandBilling(ctx: WorkspaceContext): Promise<AccountRow | null> {
  authorize(ctx, "billing.manage");
  if (!isBillingOn()) throw new DomainError("not_found", "Billing is off in this installation: every workspace is Advanced for good.");
  return withWorkspace(ctx.workspace.id, (db) => db.billingAccount.findUnique({ where: { workspaceId: ctx.workspace.id } }));
}
