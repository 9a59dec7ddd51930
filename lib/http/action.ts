import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import type { z } from "zod";
import type { ActionResult } from "#lib/core/action-result.ts";
import { type Context, systemContext, type WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { readOnlyDemo, VISITOR } from "#lib/core/permissions.ts";
import { unwantedTextAt } from "#lib/core/plain-text.ts";
import { validated } from "#lib/core/validated.ts";
import { fieldTexts } from "./field-texts.ts";
import { toDomainError } from "./problem.ts";
import { newRequestId } from "./request-id.ts";
import { isSameOrigin } from "./same-origin.ts";
import { currentUser, findReader, memberContext, userContext } from "./session.ts";

interface Input<Schema extends z.ZodType> {
  /** Slug of the workspace that the form is for; the membership decides, not the caller. */
  workspace: string;
  schema: Schema;
  input: unknown;
  /** Path of the page that shows what is changed: made anew when it was, and when a refusal says that the page is out of date. */
  shownOn?: string;
}

/**
 * The one order of every server action of a workspace: same site → signed in → member, and not of the demo → input → verb (which
 * checks the permission). Never throws: a refusal is an answer that the form shows.
 */
export async function workspaceAction<Schema extends z.ZodType, Result>(
  { workspace, schema, input, shownOn }: Input<Schema>,
  work: (given: { ctx: WorkspaceContext; input: z.output<Schema> }) => Promise<Result>,
): Promise<ActionResult<Result>> {
  const answer = await answered(async (requestId) => {
    const ctx = await openedByMember(workspace, requestId);
    return work({ ctx, input: checked(schema, input) });
  });
  if (shownOn !== undefined && (answer.ok || answer.error.code === "conflict")) revalidatePath(shownOn);
  return answer;
}

/** The same for what a signed-in user does outside a workspace: the own account, a new workspace, an invitation. */
export function userAction<Schema extends z.ZodType, Result>(
  { schema, input }: Omit<Input<Schema>, "workspace" | "shownOn">,
  work: (given: { ctx: Context; userId: string; input: z.output<Schema> }) => Promise<Result>,
): Promise<ActionResult<Result>> {
  return answered(async (requestId) => {
    const user = await signedIn();
    return work({ ctx: userContext(user, requestId), userId: user.userId, input: checked(schema, input) });
  });
}

/** The same for what anybody may send: sign-up, forgotten passwords. */
export function publicAction<Schema extends z.ZodType, Result>(
  { schema, input }: Omit<Input<Schema>, "workspace" | "shownOn">,
  work: (given: { ctx: Context; input: z.output<Schema> }) => Promise<Result>,
): Promise<ActionResult<Result>> {
  return answered(async (requestId) => work({ ctx: { ...systemContext(VISITOR), requestId }, input: checked(schema, input) }));
}

async function answered<Result>(work: (requestId: string) => Promise<Result>): Promise<ActionResult<Result>> {
  const requestId = newRequestId();
  try {
    if (!isSameOrigin(await headers())) throw new DomainError("forbidden", "The form was sent from another site.");
    return { ok: true, data: await work(requestId) };
  } catch (thrown) {
    const { code, message, errors = [] } = toDomainError(thrown, requestId);
    return { ok: false, error: { code, message, requestId, fields: fieldTexts(errors) } };
  }
}

/** @throws DomainError validation_failed */
function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const path = unwantedTextAt(input);
  if (path !== null) throw invalidField(path, "control_character", "must not contain control characters");
  return validated(schema, input);
}

/** @throws DomainError unauthenticated, not_found, demo_workspace */
async function openedByMember(slug: string, requestId: string): Promise<WorkspaceContext> {
  const user = await currentUser();
  const ctx = user === null ? null : memberContext(user, slug, requestId);
  // The demo is there to be looked at: that somebody is signed out, no member, or sent nonsense, is not what stands in the way.
  if (ctx?.workspace.isDemo || (ctx === null && (await findReader(slug)) !== null)) throw readOnlyDemo();
  if (ctx !== null) return ctx;
  await signedIn();
  throw new DomainError("not_found", "There is no such workspace, or you are not a member of it.");
}

async function signedIn() {
  const user = await currentUser();
  if (user === null) throw new DomainError("unauthenticated", "You are signed out. Sign in again; what you typed is still here.");
  return user;
}
