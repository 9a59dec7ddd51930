import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { isoTime, isoTimeOrNull, type Queryable, queryAsWorkspace } from "#lib/platform/db.ts";
import { flowOfSession } from "./internal/flow-of-session.ts";
import type { SessionRow } from "./internal/row.ts";
import { readSteps, type StoredStep } from "./internal/steps.ts";
import { toListed } from "./internal/summary.ts";
import type { SessionDetail, SessionStep } from "./model/session-list.ts";

/**
 * One session with all that is known of it, for the workspace's own people, on every plan.
 * @throws DomainError forbidden, not_found
 */
export async function inspectCancelSession({ ctx, input }: { ctx: WorkspaceContext; input: { environment: Environment; id: string } }): Promise<SessionDetail> {
  authorize(ctx, "workspace.read");
  const uuid = parseId("cxs", input.id);
  const found = uuid === null ? null : await queryAsWorkspace(ctx.workspace.id, (db) => read(db, ctx.workspace.id, uuid));
  if (found === null || found.row.environment !== input.environment) throw new DomainError("not_found", `There is no such session in ${input.environment}.`);
  const { row, steps } = found;
  const { statutory } = row;
  return {
    ...toListed(row),
    steps: [{ at: isoTime(row.created_at), type: "created" as const, data: {} }, ...steps].map(withSeconds),
    isReturn: row.is_return,
    isWithdrawal: row.is_withdrawal,
    locale: row.locale,
    region: row.region,
    customerType: row.customer_type,
    productName: row.product_name,
    planName: row.plan_name,
    effectiveAt: row.effective_at,
    hasEmail: row.customer_email !== null,
    shownOffer: await shownOffer(ctx, row),
    statutory: statutory === null ? null : { kind: statutory.kind, cause: statutory.cause, endsOn: statutory.endsOn },
    flowPublishedAt: found.publishedAt,
  };
}

async function read(db: Queryable, workspaceId: string, id: string): Promise<{ row: SessionRow; steps: StoredStep[]; publishedAt: string | null } | null> {
  const { rows } = await db.query<SessionRow & { published_at: string | null }>(
    `select s.*, v.published_at from cancel_sessions s
     left join flow_versions v on v.workspace_id = s.workspace_id and v.version = s.flow_version
     where s.workspace_id = $1 and s.id = $2`,
    [workspaceId, id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return { row, steps: await readSteps(db, workspaceId, id), publishedAt: isoTimeOrNull(row.published_at) };
}

function withSeconds(step: StoredStep, i: number, all: readonly StoredStep[]): SessionStep {
  const before = all[i - 1];
  return { ...step, seconds: before === undefined ? null : Math.max(0, Math.round((Date.parse(step.at) - Date.parse(before.at)) / 1000)) };
}

/** The offer in the words of the version that it was shown in; what the ledger kept of it, should that version lack it. */
async function shownOffer(ctx: WorkspaceContext, row: SessionRow): Promise<SessionDetail["shownOffer"]> {
  if (row.offer_id === null) return null;
  const { offers } = await flowOfSession(ctx, row);
  const offer = offers.find(({ id }) => id === row.offer_id);
  return { id: row.offer_id, label: offer?.label ?? row.offer_label ?? row.offer_id, terms: offer?.terms ?? "" };
}
