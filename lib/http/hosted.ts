import { acceptedLanguages, chooseLocale, type HostedLocale } from "#lib/core/hosted-locales.ts";
import { findHostedSession, type HostedSession } from "#lib/features/cancel-sessions/find-hosted.ts";
import { issueResult } from "#lib/features/cancel-sessions/issue-result.ts";
import { resultKeySet } from "#lib/features/cancel-sessions/key-set.ts";
import { isTimeOver, type Place, placeFor, places } from "#lib/features/cancel-sessions/model/journey.ts";
import { openSession } from "#lib/features/cancel-sessions/open.ts";
import { takeStep } from "#lib/features/cancel-sessions/take-step.ts";
import { hostedLogo } from "#lib/features/flows/hosted-logo.ts";
import { takeToken } from "#lib/features/rate-limits/token-bucket.ts";
import { actionOf, fieldsToRepeat, readPosted } from "#lib/hosted/posted.ts";
import { renderPage } from "#lib/hosted/render.ts";
import type { MessageScreen } from "#lib/hosted/view.ts";
import { logger } from "#lib/platform/logger.ts";
import { networkOf } from "./client-ip.ts";
import type { ApiRequest, ApiResponse } from "./dispatch.ts";
import { jsonHeaders, pageHeaders } from "./hosted-headers.ts";
import { choicesOf, everyLanguage, isStatutoryPage, messageView, type Refused, viewOf } from "./hosted-view.ts";
import { toDomainError } from "./problem.ts";
import { newRequestId } from "./request-id.ts";

export type HostedRequest = ApiRequest;

/** An answer whose body may be an image. */
export interface HostedResponse extends Omit<ApiResponse, "body"> {
  body: string | Buffer;
}

/** Whether a path belongs to the hosted flow: its pages, its logos, and the keys that verify its results. */
export function isHostedPath(rawPath: string): boolean {
  return rawPath.startsWith("/s/") || rawPath.startsWith("/.well-known/");
}

const KEY_SET = /^\/\.well-known\/(wk_[1-9A-HJ-NP-Za-km-z]{24})\/jwks\.json$/;
const LOGO = /^\/s\/logo\/(wk_[1-9A-HJ-NP-Za-km-z]{24})\/([a-z0-9]{40})$/;
const PAGE = /^\/s\/([\w-]+)(?:\/(offer|confirm|withdraw|receipt))?$/;

/** Answers everything of the hosted flow. Never throws; the path, which holds a secret, is never logged. */
export async function answerHosted(request: HostedRequest): Promise<HostedResponse> {
  const requestId = newRequestId();
  try {
    const visit = takeToken("hosted_visits", networkOf(request.ip));
    if (!visit.allowed) return tooMany(request, visit.retryAfter, null, requestId);
    const isRead = request.method === "GET" || request.method === "HEAD";
    const keySet = KEY_SET.exec(request.rawPath);
    if (keySet !== null) return isRead ? await answerKeySet(keySet[1] as string) : wrongMethod("GET, HEAD", requestId);
    const logo = LOGO.exec(request.rawPath);
    if (logo !== null) return isRead ? await answerLogo(logo[1] as string, logo[2] as string) : wrongMethod("GET, HEAD", requestId);
    const page = PAGE.exec(request.rawPath);
    if (page === null) return message("not_found", 404, { locale: wishedLanguage(request, null), session: null }, requestId);
    if (!isRead && request.method !== "POST") return wrongMethod("GET, HEAD, POST", requestId);
    return await answerPage(request, page[1] as string, places.find((place) => place === page[2]) ?? "reason", requestId);
  } catch (thrown) {
    const { code } = toDomainError(thrown, requestId);
    const status = code === "unavailable" ? 503 : 500;
    logger().error({ requestId, method: request.method, status, code }, "hosted page failed");
    const answer = message("failed", status, { locale: wishedLanguage(request, null), session: null, again: againOf(request) }, requestId);
    return status === 503 ? { ...answer, headers: { ...answer.headers, "Retry-After": "2" } } : answer;
  }
}

async function answerPage(request: HostedRequest, token: string, asked: Place, requestId: string): Promise<HostedResponse> {
  const found = await findHostedSession(token);
  if (found === null) return message("unknown", 404, { locale: wishedLanguage(request, null), session: null }, requestId);
  const locale = wishedLanguage(request, found);
  // A HEAD is somebody who looks whether the link works; the customer it is for has not come yet.
  const session = request.method !== "HEAD" && needsOpening(found) ? await openSession(found) : found;
  if (hasRunOut(session)) return message("expired", 410, { locale, session }, requestId);
  const base = `/s/${token}`;
  if (request.method === "POST") return answerPost(request, session, { base, asked, locale }, requestId);
  const place = placeFor(asked, session);
  if (place !== asked) return seeOther(addressOf(base, place, locale, request), requestId);
  return page(session, { base, place, locale }, 200, requestId);
}

/** Whether a session has to be opened, or ended because its time is over, before it can be shown. */
function needsOpening(session: HostedSession): boolean {
  return session.status === "created" || isTimeOver(session, session.ctx.clock.now());
}

/** Whether a session was ended because its time was over: it leads nowhere any more. */
function hasRunOut({ status }: HostedSession): boolean {
  return status === "expired" || status === "abandoned";
}

interface Standing {
  base: string;
  asked: Place;
  locale: HostedLocale;
}

async function answerPost(request: HostedRequest, session: HostedSession, { base, asked, locale }: Standing, requestId: string): Promise<HostedResponse> {
  if (request.body === null) return message("failed", 413, { locale, session }, requestId);
  if (!isForm(request)) return message("failed", 415, { locale, session }, requestId);
  const step = takeToken("hosted_steps", session.key.id);
  if (!step.allowed) return tooMany(request, step.retryAfter, session, requestId);
  const fields = new URLSearchParams(request.body.toString("utf8"));
  const action = actionOf(fields);
  const place = placeFor(asked, session);
  // A page that the session has left behind, or no control of ours: nothing happens, and the customer sees where things stand.
  if (action === null || place !== asked) return seeOther(addressOf(base, place, locale, request), requestId);
  const { answer, faults } = readPosted(fields, {
    reasons: choicesOf(session, locale),
    isStatutory: isStatutoryPage(session, place),
    today: earliestToday(session),
  });
  const isAway = action === "leave" || action === "keep" || action === "return";
  if (!isAway && Object.keys(faults).length > 0) return page(session, { base, place, locale, refused: { faults, fields } }, 400, requestId);
  const posted = { ...answer, ...(isAway && { reasonText: session.reasonText, reasonKey: session.reasonKey, statutory: null, email: null }), locale };
  const taken = await takeStep({ session, input: { place, action, posted } });
  logger().info({ requestId, workspace: session.merchant.workspace.slug, session: session.id, place, action, status: taken.session.status }, "hosted step");
  if (hasRunOut(taken.session)) return message("expired", 410, { locale, session: taken.session }, requestId);
  if (taken.to !== "away") return seeOther(addressOf(base, taken.to, locale, request), requestId);
  return seeOther(action === "return" ? await issueResult({ session: taken.session }) : taken.session.returnUrl, requestId);
}

/** The date that it is where the day begins last: nobody's today is refused as past. */
function earliestToday({ ctx }: HostedSession): string {
  return new Date(ctx.clock.now() - 12 * 3_600_000).toISOString().slice(0, 10);
}

/** The language of a page: chosen on it, said by the link, else the browser's. */
function wishedLanguage(request: HostedRequest, session: HostedSession | null): HostedLocale {
  const chosen = new URLSearchParams(request.rawQuery).get("lang");
  return chooseLocale([chosen, session?.locale ?? null, ...acceptedLanguages(request.header("accept-language"))], session?.config.languages ?? everyLanguage);
}

/** A page's address; the language stays in it once it was chosen. */
function addressOf(base: string, place: Place, locale: HostedLocale, request: HostedRequest): string {
  const path = place === "reason" ? base : `${base}/${place}`;
  return new URLSearchParams(request.rawQuery).has("lang") ? `${path}?lang=${locale}` : path;
}

function page(
  session: HostedSession,
  shown: { base: string; place: Place; locale: HostedLocale; refused?: Refused },
  status: number,
  requestId: string,
): HostedResponse {
  const { html, styles } = renderPage(viewOf(session, shown));
  return { status, headers: pageHeaders({ styles, returnUrl: session.returnUrl, requestId, locale: shown.locale }), body: html };
}

function message(
  what: MessageScreen["what"],
  status: number,
  shown: { locale: HostedLocale; session: HostedSession | null; again?: MessageScreen["again"] },
  requestId: string,
): HostedResponse {
  const { html, styles } = renderPage(messageView(what, shown));
  return { status, headers: pageHeaders({ styles, returnUrl: shown.session?.returnUrl ?? null, requestId, locale: shown.locale }), body: html };
}

/** How to try again what could not be answered. What leads away holds nothing that was typed, and begins on its page once more. */
function againOf(request: HostedRequest): MessageScreen["again"] {
  if (!PAGE.test(request.rawPath)) return undefined;
  const chosen = new URLSearchParams(request.rawQuery).get("lang");
  const action = chosen === null ? request.rawPath : `${request.rawPath}?lang=${wishedLanguage(request, null)}`;
  if (request.method !== "POST") return { action, posted: null };
  const fields = isForm(request) && request.body !== null ? new URLSearchParams(request.body.toString("utf8")) : new URLSearchParams();
  const pressed = actionOf(fields);
  const leadsAway = pressed === null || pressed === "leave" || pressed === "return";
  return { action, posted: leadsAway ? null : { do: pressed, fields: fieldsToRepeat(fields) } };
}

function isForm(request: HostedRequest): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.header("content-type") ?? "");
}

function tooMany(request: HostedRequest, retryAfter: number, session: HostedSession | null, requestId: string): HostedResponse {
  const answer = message("too_many", 429, { locale: wishedLanguage(request, session), session, again: againOf(request) }, requestId);
  return { ...answer, headers: { ...answer.headers, "Retry-After": String(retryAfter) } };
}

function seeOther(location: string, requestId: string): HostedResponse {
  return { status: 303, headers: { ...pageHeaders({ styles: [], returnUrl: null, requestId, locale: null }), Location: location }, body: "" };
}

function wrongMethod(allow: string, requestId: string): HostedResponse {
  return { status: 405, headers: { ...pageHeaders({ styles: [], returnUrl: null, requestId, locale: null }), Allow: allow }, body: "" };
}

async function answerKeySet(workspaceKey: string): Promise<HostedResponse> {
  const keySet = await resultKeySet(workspaceKey);
  if (keySet === null) return { status: 404, headers: jsonHeaders("no-store"), body: '{"error":"not_found"}' };
  return { status: 200, headers: jsonHeaders("public, max-age=300"), body: JSON.stringify(keySet) };
}

async function answerLogo(workspaceKey: string, id: string): Promise<HostedResponse> {
  const logo = await hostedLogo({ workspaceKey, id });
  if (logo === null) return { status: 404, headers: jsonHeaders("no-store"), body: '{"error":"not_found"}' };
  const headers = {
    ...jsonHeaders("public, max-age=31536000, immutable"),
    "Content-Type": logo.contentType,
    "Content-Security-Policy": "default-src 'none'; sandbox",
  };
  return { status: 200, headers, body: logo.content };
}
