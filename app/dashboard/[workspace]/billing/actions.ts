"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { ActionResult } from "#lib/core/action-result.ts";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { changePlan } from "#lib/features/billing/change-plan.ts";
import { changeConfirmation, planChoice } from "#lib/features/billing/model/billing-view.ts";
import { openPortal } from "#lib/features/billing/open-portal.ts";
import { startCheckout } from "#lib/features/billing/start-checkout.ts";
import { workspaceAction } from "#lib/http/action.ts";

const portalChoice = z.object({ for: z.enum(["all", "card"]) });
const confirmation = changeConfirmation.extend({ prorationDate: z.coerce.number().pipe(changeConfirmation.shape.prorationDate) });

export async function startCheckoutAction(slug: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  return toStripe(await workspaceAction({ workspace: slug, schema: planChoice, input: textsOf(form), shownOn: pageOf(slug) }, startCheckout), form);
}

export async function openPortalAction(slug: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  return toStripe(await workspaceAction({ workspace: slug, schema: portalChoice, input: textsOf(form) }, openPortal), form);
}

/** A refusal makes the page anew: what is confirmed next is a new preview, and a new attempt for Stripe. */
export async function changePlanAction(slug: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await workspaceAction({ workspace: slug, schema: confirmation, input: textsOf(form), shownOn: pageOf(slug) }, changePlan);
  if (!result.ok) return shownAgain(result, form, []);
  redirect(`${pageOf(slug)}?from=change`);
}

function toStripe(result: ActionResult<{ url: string }>, form: FormData): PostedForm {
  if (!result.ok) return shownAgain(result, form, []);
  redirect(result.data.url);
}

function pageOf(slug: string): string {
  return `/dashboard/${slug}/billing`;
}
