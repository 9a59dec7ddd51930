import type { WorkspaceContext } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { env } from "#lib/platform/env.ts";
import { createCancelLink } from "./create-link.ts";
import type { CancelLink } from "./model/cancel-link.ts";
import { type TryDraftInput, tryDraftInput } from "./model/try-draft-input.ts";

/**
 * A sandbox session of a draft, as it is: the real thing, for a made-up customer. It leads back to the default return URL, else
 * to the editor.
 * @throws DomainError forbidden, validation_failed, workspace_read_only, unavailable
 */
export async function tryDraft({ ctx, input }: { ctx: WorkspaceContext; input: TryDraftInput }): Promise<CancelLink> {
  authorize(ctx, "flow.manage");
  const { config, customer, locale } = validated(tryDraftInput, input);
  const { plan, mrr, tenureDays, region, customerType } = customer;
  return createCancelLink({
    ctx,
    input: {
      // Somebody new each time: who comes back within days is not asked again, and sees an offer once.
      userId: `trial_${uuidv7(ctx.clock.now())}`,
      environment: "sandbox",
      context: { ...(plan && { plan }), ...(mrr !== null && { mrr }), ...(tenureDays !== null && { tenureDays }) },
      ...(locale && { locale }),
      ...(region !== null && { region }),
      ...(customerType !== null && { customerType }),
      idempotencyKey: null,
      trialConfig: config,
      trialReturnUrl: `${env().APP_URL}/dashboard/${ctx.workspace.slug}/flow`,
    },
  });
}
