import { redirect } from "next/navigation";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { exportCancellations } from "#lib/features/cancellations/export.ts";
import { exportFileName } from "#lib/features/cancellations/model/export-file.ts";
import { logger } from "#lib/platform/logger.ts";
import { callerNetwork, limitExports } from "./account-limits.ts";
import { explorerAddress } from "./explorer.ts";
import { problemTable, toDomainError } from "./problem.ts";
import { newRequestId } from "./request-id.ts";
import { currentUser, findReader } from "./session.ts";
import { ClientGone, writtenBody } from "./written-body.ts";

/**
 * Answers with the cancellations that fit the address's filters as a file of CSV. Signed out: to the sign-in page, and from there to the list.
 * What goes wrong before the first byte is a refusal in words; afterwards the connection is cut, so that no half file looks whole.
 */
export async function answerCancellationExport(request: Request, slug: string): Promise<Response> {
  const requestId = newRequestId();
  const { filters, dropped, hrefOf } = explorerAddress(slug, queryOf(request.url));
  try {
    const ctx = await findReader(slug);
    if (ctx !== null) {
      if (dropped.length > 0) throw meaningless(dropped);
      const fileName = exportFileName(slug, filters.environment, ctx.clock.now());
      return new Response(await bodyOf(request, { ...ctx, requestId }, filters), { headers: headersOf(fileName, requestId) });
    }
    if ((await currentUser()) !== null) throw new DomainError("not_found", "There is no such workspace, or you are not a member of it.");
  } catch (thrown) {
    return refusal(toDomainError(thrown, requestId), requestId);
  }
  redirect(`/sign-in?next=${encodeURIComponent(hrefOf({ filters }))}`);
}

type Filters = Parameters<typeof exportCancellations>[0]["input"]["filters"];

/** @throws DomainError when the file cannot begin. */
async function bodyOf(request: Request, ctx: WorkspaceContext, filters: Filters): Promise<ReadableStream<Uint8Array> | null> {
  authorize(ctx, "cancellations.export");
  if (request.method === "HEAD") return null;
  await limitExports(ctx);
  const network = await callerNetwork();
  const { body, write, begun, end, cut } = writtenBody(request.signal);
  const written = exportCancellations({ ctx, input: { filters, network } }, write);
  written.then(end, (error) => {
    if (!(error instanceof ClientGone)) logger().warn({ requestId: ctx.requestId, code: toDomainError(error, ctx.requestId).code }, "an export ended early");
    cut();
  });
  await Promise.race([begun, written]);
  return body;
}

function headersOf(fileName: string, requestId: string): Record<string, string> {
  return {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${fileName}"`,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Request-Id": requestId,
  };
}

/** The list says what it leaves out; a file could not, and would hold more than was asked for. */
function meaningless(dropped: readonly { name: string; value: string }[]): DomainError {
  const told = dropped.map(({ name, value }) => `${name}=${value}`).join(", ");
  return new DomainError("validation_failed", `${told} means nothing here. Go back to the list of cancellations and export from there.`);
}

function refusal({ code, message, retryAfter }: DomainError, requestId: string): Response {
  const { status, title } = problemTable[code];
  const headers: Record<string, string> = {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Request-Id": requestId,
  };
  if (retryAfter !== undefined) headers["Retry-After"] = String(retryAfter);
  return new Response(`${title}\n\n${message}\n`, { status, headers });
}

/** Values by name, as pages get them. */
function queryOf(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}
