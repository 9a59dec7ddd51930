import { cookies } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import { type Actor, type Context, inWorkspace, systemContext, type WorkspaceContext, type WorkspaceRef } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { may, type Permission, VISITOR } from "#lib/core/permissions.ts";
import { endSignInSession } from "#lib/features/members/end-sign-in-session.ts";
import { findSignInSession } from "#lib/features/members/find-sign-in-session.ts";
import { rememberWorkspace } from "#lib/features/members/remember-workspace.ts";
import { type MemberWorkspace, workspacesOfUser } from "#lib/features/members/workspaces-of-user.ts";
import { findWorkspaceBySlug } from "#lib/features/workspaces/find.ts";
import { slugSchema } from "#lib/features/workspaces/model/slug.ts";
import { newRequestId } from "./request-id.ts";
import { csrfCookieName, sessionCookieName } from "./sign-in-cookies.ts";

const DEMO_SLUG = "demo";

/** Who looks at a page. */
export interface CurrentUser {
  /** UUID. */
  userId: string;
  email: string;
  name: string | null;
  /** Whether they have proved to read the address. */
  isProved: boolean;
  /** `sis_…` of the session that asks. */
  sessionId: string;
  /** UUID of the workspace whose pages were opened last, as of this request. */
  lastWorkspaceId: string | null;
  workspaces: MemberWorkspace[];
}

/** A page's workspace, opened; `user` is null for a visitor of the demo. */
export interface OpenedWorkspace {
  ctx: WorkspaceContext;
  user: CurrentUser | null;
}

/** The signed-in user, or null. Asked once a request, however often it is called. @throws DomainError unavailable */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (token === undefined) return null;
  const ctx = systemContext("session");
  const session = await findSignInSession({ ctx, input: { token } });
  if (session === null) return null;
  const workspaces = await workspacesOfUser({ ctx, input: { userId: session.userId } });
  const { id: sessionId, ...user } = session;
  return { ...user, sessionId, workspaces };
});

/**
 * Opens a workspace for its members. Signed out: to the sign-in page and back to `path`. A workspace of others answers
 * exactly like one that does not exist: 404. A member whose role lacks `permission`: 403, with what it takes.
 */
async function requireMember(slug: string, path: string, permission: Permission): Promise<OpenedWorkspace & { user: CurrentUser }> {
  const user = await currentUser();
  if (user === null) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  const ctx = memberContext(user, slug, newRequestId());
  if (ctx === null) notFound();
  await remember(user, ctx);
  if (!may(ctx, permission)) forbidden();
  return { user, ctx };
}

async function remember(user: CurrentUser, ctx: WorkspaceContext): Promise<void> {
  if (user.lastWorkspaceId === ctx.workspace.id) return;
  // Layout and page both come by; the first writes.
  user.lastWorkspaceId = ctx.workspace.id;
  await rememberWorkspace({ ctx });
}

/** The workspace to open for somebody who named none: where they were last, else their oldest; null without any. */
export function lastWorkspace(user: CurrentUser): MemberWorkspace | null {
  return user.workspaces.find(({ id }) => id === user.lastWorkspaceId) ?? user.workspaces[0] ?? null;
}

/** Demands somebody signed in, for pages outside a workspace; else to the sign-in page and back to `path`. */
export async function requireUser(path: string): Promise<CurrentUser> {
  const user = await currentUser();
  if (user === null) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return user;
}

/** What a signed-in user's verbs outside a workspace are called with; nobody has a role there. */
export function userContext(user: CurrentUser, requestId: string): Context {
  return { ...systemContext(), actor: { type: "user", id: user.userId, name: user.email, role: null }, requestId };
}

/** The same for pages that only read: the demo workspace is open to everybody. */
export async function requireReader(slug: string, path: string, permission: Permission = "workspace.read"): Promise<OpenedWorkspace> {
  const ctx = await findReader(slug);
  if (ctx === null || !ctx.workspace.isDemo) return requireMember(slug, path, permission);
  if (!may(ctx, permission)) forbidden();
  return { user: await currentUser(), ctx };
}

/** The context of whoever asks in a workspace that they may look at (their own, or the demo), or null. */
export const findReader = cache(async (slug: string): Promise<WorkspaceContext | null> => {
  const user = await currentUser();
  const member = user === null ? null : memberContext(user, slug, newRequestId());
  if (member !== null) return member;
  const demo = await findDemo(slug);
  if (demo === null) return null;
  const visitor: Actor = user === null ? { type: "system", name: VISITOR } : { type: "user", id: user.userId, name: user.email, role: null };
  return contextOf(visitor, demo, newRequestId());
});

/** The context of a user in one of their workspaces, or null when they are no member of it. */
export function memberContext(user: CurrentUser, slug: string, requestId: string): WorkspaceContext | null {
  const workspace = user.workspaces.find((candidate) => candidate.slug === slug);
  if (workspace === undefined) return null;
  return contextOf({ type: "user", id: user.userId, name: user.email, role: workspace.role }, workspace, requestId);
}

/**
 * Leads from an address that names no workspace (/dashboard/docs) to that page of the user's own, with its query; signed out:
 * to the sign-in page and back.
 * @param page below a workspace, e.g. "/docs"
 */
export async function redirectHome(page: string, query: Record<string, string | string[] | undefined>): Promise<never> {
  const single = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const asked = single.length === 0 ? page : `${page}?${new URLSearchParams(single)}`;
  const user = await currentUser();
  if (user === null) redirect(`/sign-in?next=${encodeURIComponent(`/dashboard${asked}`)}`);
  const home = lastWorkspace(user);
  redirect(home === null ? "/dashboard" : `/dashboard/${home.slug}${asked}`);
}

/** Slug of the public demo workspace, or null when this installation has none or cannot say. */
export async function demoSlug(): Promise<string | null> {
  return (await findDemo(DEMO_SLUG).catch(() => null))?.slug ?? null;
}

/** Ends the session of this request's cookie and forgets the cookie. */
export async function endCurrentSession(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(sessionCookieName())?.value;
  if (token !== undefined) await endSignInSession({ ctx: systemContext("session"), input: { token } });
  jar.delete({ name: sessionCookieName(), path: "/", secure: sessionCookieName().startsWith("__Host-") });
}

/** The token that the sign-in form must send along, or null when the browser has none yet. */
export async function csrfToken(): Promise<string | null> {
  return (await cookies()).get(csrfCookieName())?.value.split("|")[0] ?? null;
}

function contextOf(actor: Actor, workspace: WorkspaceRef, requestId: string): WorkspaceContext {
  return inWorkspace({ ...systemContext(), actor, requestId }, workspace);
}

async function findDemo(slug: string): Promise<WorkspaceRef | null> {
  if (!slugSchema.safeParse(slug).success) return null;
  try {
    const workspace = await findWorkspaceBySlug(slug);
    return workspace.isDemo ? workspace : null;
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}
