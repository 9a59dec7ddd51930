import type { Clock } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { createCancelLink } from "#lib/features/cancel-sessions/create-link.ts";
import { findHostedSession, type HostedSession } from "#lib/features/cancel-sessions/find-hosted.ts";
import { type CancelLinkInput, cancelLinkBody } from "#lib/features/cancel-sessions/model/cancel-link.ts";
import type { Action, Place } from "#lib/features/cancel-sessions/model/journey.ts";
import type { PostedAnswer } from "#lib/features/cancel-sessions/model/posted.ts";
import { openSession } from "#lib/features/cancel-sessions/open.ts";
import { type Taken, takeStep } from "#lib/features/cancel-sessions/take-step.ts";
import { addReturnOrigin } from "#lib/features/flows/add-return-origin.ts";
import { setDefaultReturnUrl } from "#lib/features/flows/set-default-return-url.ts";

export const RETURN_URL = "https://shop.example.com/account?from=cancel";

/** Lets a workspace's sessions lead back to RETURN_URL. */
export async function allowReturn(ctx: WorkspaceContext): Promise<void> {
  await addReturnOrigin({ ctx, input: { origin: "https://shop.example.com" } });
  await setDefaultReturnUrl({ ctx, input: { url: RETURN_URL } });
}

/** A customer on the pages of one session, without HTTP. */
export interface Customer {
  token: string;
  /** cxs_… */
  id: string;
  /** Opens the link, or looks at where things stand. */
  open(): Promise<HostedSession>;
  press(place: Place, action: Action, posted?: Partial<PostedAnswer>): Promise<Taken>;
}

/** Makes a link; whatever is left out of `input` is a consumer-free, sandbox-free default. */
export async function startCustomer(
  ctx: WorkspaceContext,
  input: Partial<CancelLinkInput> & { idempotencyKey?: string; trialConfig?: unknown } = {},
  clock: Clock = ctx.clock,
): Promise<Customer> {
  const { idempotencyKey = null, trialConfig = null, ...said } = input;
  const body = cancelLinkBody.parse({ userId: "user_1", customerType: "b2b", region: "US-TX", ...said });
  const link = await createCancelLink({ ctx: { ...ctx, clock }, input: { ...body, idempotencyKey, trialConfig } });
  const token = link.url.split("/s/")[1] as string;
  const find = async () => {
    const session = await findHostedSession(token);
    if (session === null) throw new Error("the link that was just made leads nowhere");
    return { ...session, ctx: { ...session.ctx, clock } };
  };
  return {
    token,
    id: link.session_id,
    open: async () => openSession(await find()),
    press: async (place, action, posted = {}) => {
      const answer: PostedAnswer = { reasonKey: null, reasonText: null, statutory: null, email: null, locale: "en", ...posted };
      return takeStep({ session: await find(), input: { place, action, posted: answer } });
    },
  };
}
