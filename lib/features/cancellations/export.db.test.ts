import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { VISITOR } from "#lib/core/permissions.ts";
import { listAuditEntries } from "#lib/features/audit/list.ts";
import { exploreCancellations } from "#lib/features/cancellations/explore.ts";
import { exportCancellations } from "#lib/features/cancellations/export.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { exportPatience } from "#lib/features/cancellations/internal/reader-patience.ts";
import type { Cancellation } from "#lib/features/cancellations/model/cancellation.ts";
import { exportHead } from "#lib/features/cancellations/model/export-file.ts";
import { type CancellationFilters, noFilters } from "#lib/features/cancellations/model/filters.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { closePools } from "#lib/platform/db.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { csvRecords } from "#lib/testing/csv.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

afterAll(closePools);

let workspace: TestWorkspace;
let stranger: TestWorkspace;

const clock = fixedClock("2026-04-10T00:00:00Z");
const at = Date.parse("2026-04-01T10:00:00.120Z");

type Event = Omit<Parameters<typeof ingestCancellation>[0]["input"], "environment" | "reasonKey">;
const store = (of: TestWorkspace, event: Event, more: { environment?: "sandbox"; reasonKey?: string } = {}) =>
  ingestCancellation({ ctx: of.ctx, input: { environment: "prod", reasonKey: "too_expensive", ...more, ...event } });

/** So many plain events at once. */
const fill = (of: TestWorkspace, count: number) =>
  ownerQuery(
    `insert into cancellations (workspace_id, environment, event_id, id, source, reason_key, offer_type, offer_accepted, occurred_at, received_at, updated_at,
       initial_outcome, payload_fingerprint, outcome, outcome_seq, last_update_seq)
     select $1, 'prod', 'e' || g, gen_random_uuid(), 'api', 'other', 'none', false, now() - g * interval '1 s', now(), now(), 'pending', sha256('x'), 'pending', 0, 0
     from generate_series(1, $2::int) g`,
    [of.ctx.workspace.id, count],
  );

beforeAll(async () => {
  workspace = await makeWorkspace({ clock });
  stranger = await makeWorkspace({ clock });
  await workspace.mergeReason("not_using", "other");
  await store(workspace, {
    eventId: 'a,"b"',
    userId: "=cmd()",
    outcome: "churned",
    occurredAt: at,
    offer: { type: "discount", accepted: true, label: "20% off, “now”" },
    reasonText: 'first line\r\n-second "line"\n\tthird 🦊',
    context: { plan: "+pro", mrr: 129.123456, tenureDays: 42 },
    metadata: { source: "a,b", deep: null, yes: true, n: 1.5 },
  });
  await store(workspace, { eventId: "plain", occurredAt: at - 1, reasonText: "" }, { reasonKey: "not_using" });
  await store(workspace, { eventId: "in sandbox", occurredAt: at }, { environment: "sandbox" });
  await store(stranger, { eventId: "theirs", occurredAt: at });
});

/** The whole file. `ctx` is the operator's unless another is given. */
async function exported(filters: Partial<CancellationFilters> = {}, ctx: WorkspaceContext = workspace.ctx): Promise<{ text: string; rows: number }> {
  let text = "";
  const rows = await exportCancellations({ ctx, input: { filters: { ...noFilters, ...filters } } }, async (piece) => {
    text += piece;
  });
  return { text, rows };
}

const eventIds = (text: string) => csvRecords(text).map(({ eventId }) => eventId);

/** What the public object has, as cells. */
function cellsOf(cancellation: Cancellation): Record<string, string | null> {
  const flat = Object.entries(cancellation).flatMap(([name, value]): [string, unknown][] =>
    name === "offer" || name === "context" ? Object.entries(value as object).map(([inner, its]) => [`${name}.${inner}`, its]) : [[name, value]],
  );
  return Object.fromEntries(flat.map(([name, value]) => [name, value === null ? null : typeof value === "object" ? JSON.stringify(value) : String(value)]));
}

describe("the file", () => {
  it("holds what the list shows, field for field, and the reason's label", async () => {
    const { text, rows } = await exported();
    const { data } = await exploreCancellations({ ctx: workspace.ctx, input: { filters: noFilters, limit: 50 } });
    const records = csvRecords(text).map((record) =>
      Object.fromEntries(Object.entries(record).map(([name, cell]) => [name, cell?.replace(/^'(?='*[=+])/, "") ?? cell])),
    );
    const labels = ["Too expensive", "Other"];
    expect(records).toEqual(data.map((cancellation, i) => ({ ...cellsOf(cancellation), reasonLabel: labels[i] })));
    expect(rows).toBe(2);
    expect(records[0]).toMatchObject({
      occurredAt: "2026-04-01T10:00:00.120Z",
      "context.mrr": "129.123456",
      reasonText: 'first line\r\n-second "line"\n\tthird 🦊',
    });
    expect(text).toContain("'=cmd()");
    expect(text).toContain("'+pro");
  });

  it("is its head alone when nothing fits", async () => {
    expect(await exported({ plan: "none has it" })).toEqual({ text: exportHead, rows: 0 });
  });

  it.each([
    { environment: "sandbox" },
    { outcomes: ["churned"] },
    { reasons: ["other"] },
    { from: "2026-04-01", to: "2026-04-02" },
    { mrrMin: 1 },
    { offer: "accepted" },
    { search: "=cmd()" },
    { search: "theirs" },
  ] as Partial<CancellationFilters>[])("holds what the list finds by %o", async (filters) => {
    const { data } = await exploreCancellations({ ctx: workspace.ctx, input: { filters: { ...noFilters, ...filters }, limit: 50 } });
    expect(eventIds((await exported(filters)).text)).toEqual(data.map(({ eventId }) => eventId));
  });

  it("holds nothing of another workspace, whatever is asked for", async () => {
    expect(eventIds((await exported()).text)).not.toContain("theirs");
    expect(eventIds((await exported({}, stranger.ctx)).text)).toEqual(["theirs"]);
  });
});

describe("who may", () => {
  it("analysts and above, in every access state and plan", async () => {
    const { ctx } = workspace;
    for (const role of ["analyst", "admin", "owner"] as const) expect((await exported({}, asMember(ctx, role))).rows).toBe(2);
    for (const role of ["viewer", null] as const) await expect(exported({}, asMember(ctx, role))).rejects.toMatchObject({ code: "forbidden" });
    const apiKey: WorkspaceContext = { ...ctx, actor: { type: "api_key", id: "00000000-0000-7000-8000-000000000000", name: "k" } };
    await expect(exported({}, apiKey)).rejects.toMatchObject({ code: "forbidden" });
    const visitor: WorkspaceContext = { ...ctx, actor: { type: "system", name: VISITOR } };
    await expect(exported({}, visitor)).rejects.toMatchObject({ code: "forbidden" });
    for (const access of ["trialing", "active", "past_due", "read_only"] as const) {
      for (const plan of ["core", "advanced"] as const) {
        expect((await exported({}, { ...asMember(ctx, "analyst"), workspace: { ...ctx.workspace, access, plan } })).rows).toBe(2);
      }
    }
  });

  it("is written down with what was chosen and how much it was, before the first piece", async () => {
    const { ctx } = await makeWorkspace();
    const analyst = asMember(ctx, "analyst", "ana@example.com");
    const filters = { ...noFilters, outcomes: ["churned" as const], plan: "pro" };
    const entries = async () => (await listAuditEntries({ ctx, input: { action: "cancellations." } })).data;
    const goneAtOnce = exportCancellations({ ctx: analyst, input: { filters } }, async () => {
      expect(await entries()).toHaveLength(1);
      throw new Error("gone");
    });
    await expect(goneAtOnce).rejects.toThrow("gone");
    expect(await entries()).toMatchObject([
      { action: "cancellations.exported", target: "prod", actor: { name: "ana@example.com" }, detail: { filters: "outcome=churned&plan=pro", rows: 0 } },
    ]);
  });

  it("everybody in the demo, which writes nothing down", async () => {
    const demo = await makeWorkspace({ isDemo: true });
    await fill(demo, 3);
    for (const actor of [{ type: "system", name: VISITOR } as const, asMember(demo.ctx, null).actor]) {
      expect((await exported({}, { ...demo.ctx, actor })).rows).toBe(3);
    }
    expect((await listAuditEntries({ ctx: demo.ctx, input: { action: "cancellations." } })).data).toEqual([]);
  });

  it("hears what is no filter", async () => {
    await expect(exported({ from: "yesterday" })).rejects.toMatchObject({ code: "validation_failed", errors: [{ path: "from" }] });
  });
});

describe("while it is read", () => {
  const COUNT = 1_600;
  let big: TestWorkspace;
  beforeAll(async () => {
    big = await makeWorkspace();
    await fill(big, COUNT);
  });

  it("stays as it was at its beginning, whatever is stored and changed", async () => {
    let text = "";
    let pieces = 0;
    const rows = await exportCancellations({ ctx: big.ctx, input: { filters: noFilters } }, async (piece) => {
      text += piece;
      if (++pieces > 1) return;
      await store(big, { eventId: "new", occurredAt: Date.now() - 86_400_000 });
      for (const eventId of ["e1", "e1599"]) await updateOutcome({ ctx: big.ctx, input: { environment: "prod", eventId, outcome: "churned" } });
    });
    const records = csvRecords(text);
    expect([rows, records.length, pieces]).toEqual([COUNT, COUNT, 8]);
    expect(new Set(records.map(({ eventId }) => eventId)).size).toBe(COUNT);
    expect(records.map(({ outcome }) => outcome).filter((outcome) => outcome !== "pending")).toEqual([]);
    expect((await exported({ outcomes: ["churned"] }, big.ctx)).rows).toBe(2);
    await ownerQuery("delete from cancellations where workspace_id = $1 and event_id = 'new'", [big.ctx.workspace.id]);
  });

  it("makes nothing that nobody has taken, and gives up on a reader who takes nothing", async () => {
    let pieces = 0;
    const stalled = exportCancellations(
      { ctx: big.ctx, input: { filters: noFilters } },
      () => {
        pieces++;
        return new Promise(() => undefined);
      },
      { ...exportPatience, pieceMs: 50 },
    );
    await expect(stalled).rejects.toMatchObject({ code: "unavailable" });
    expect(pieces).toBe(1);
    const endless = exportCancellations({ ctx: big.ctx, input: { filters: noFilters } }, () => new Promise((taken) => setTimeout(taken, 20)), {
      ...exportPatience,
      pieceMs: 1_000,
      wholeMs: 30,
    });
    await expect(endless).rejects.toMatchObject({ code: "unavailable" });
    await eventually(heldConnections, (count) => count === 0, 5_000);
  });

  it("fails when the database drops it, and with a reader who is gone", async () => {
    let pieces = 0;
    const dropped = exportCancellations({ ctx: big.ctx, input: { filters: noFilters } }, async () => {
      if (++pieces === 2)
        await ownerQuery("select pg_terminate_backend(pid) from pg_stat_activity where query like 'fetch % from exported%' and datname = current_database()");
    });
    await expect(dropped).rejects.toMatchObject({ code: "unavailable" });
    expect(pieces).toBe(2);
    const left = exportCancellations({ ctx: big.ctx, input: { filters: noFilters } }, () => Promise.reject(new Error("gone")));
    await expect(left).rejects.toThrow("gone");
    await eventually(heldConnections, (count) => count === 0, 5_000);
  });

  it("leaves room for other workspaces", async () => {
    const release = Promise.withResolvers<void>();
    const begun: Promise<void>[] = [];
    const slow = Array.from({ length: 2 }, () => {
      const first = Promise.withResolvers<void>();
      begun.push(first.promise);
      return exportCancellations({ ctx: big.ctx, input: { filters: noFilters } }, () => {
        first.resolve();
        return release.promise;
      });
    });
    await Promise.all(begun);
    await expect(exported({}, big.ctx)).rejects.toMatchObject({ code: "rate_limited", retryAfter: 10 });
    expect((await exported()).rows).toBe(2);
    release.resolve();
    expect(await Promise.all(slow)).toEqual([COUNT, COUNT]);
    expect((await exported({}, big.ctx)).rows).toBe(COUNT);
  });

  /** Begins exports that wait in the midst, one for each context, and says how to let them go on. */
  async function stuck(readers: { ctx: WorkspaceContext; network?: string }[]) {
    const release = Promise.withResolvers<void>();
    const begun = readers.map(() => Promise.withResolvers<void>());
    const rows = Promise.all(
      readers.map(({ ctx, network }, i) =>
        exportCancellations({ ctx, input: { filters: noFilters, network } }, () => {
          begun[i]?.resolve();
          return release.promise;
        }),
      ),
    );
    await Promise.race([rows, Promise.all(begun.map(({ promise }) => promise))]);
    return () => {
      release.resolve();
      return rows;
    };
  }

  it("leaves room for other members, however many workspaces are one member's", async () => {
    const member = asMember(big.ctx, "owner");
    const inWorkspaceOf = ({ ctx }: TestWorkspace) => ({ ...ctx, actor: member.actor });
    const goOn = await stuck([{ ctx: member }, { ctx: inWorkspaceOf(stranger) }]);
    await expect(exported({}, inWorkspaceOf(workspace))).rejects.toMatchObject({
      code: "rate_limited",
      retryAfter: 10,
      message: expect.stringContaining("of yours"),
    });
    expect((await exported({}, asMember(workspace.ctx, "owner"))).rows).toBe(2);
    await goOn();
    expect((await exported({}, inWorkspaceOf(workspace))).rows).toBe(2);
  });

  it("leaves room in the demo for other addresses", async () => {
    const { ctx } = await makeWorkspace({ isDemo: true });
    const visitor: WorkspaceContext = { ...ctx, actor: { type: "system", name: VISITOR } };
    const from = (network: string) => exportCancellations({ ctx: visitor, input: { filters: noFilters, network } }, async () => undefined);
    const goOn = await stuck([{ ctx: visitor, network: "198.51.100.1" }]);
    await expect(from("198.51.100.1")).rejects.toMatchObject({ code: "rate_limited", retryAfter: 10, message: expect.stringContaining("address") });
    expect(await from("198.51.100.2")).toBe(0);
    await goOn();
    expect(await from("198.51.100.1")).toBe(0);
  });

  it("says so when all places of the process are taken", async () => {
    const readers = [big, big, workspace, stranger].map(({ ctx }) => ({ ctx: asMember(ctx, "owner") }));
    const goOn = await stuck(readers);
    const another = await makeWorkspace();
    await expect(exported({}, another.ctx)).rejects.toMatchObject({
      code: "unavailable",
      retryAfter: 10,
      message: "4 exports are under way in this process, as many as it makes at once. Try again in a moment.",
    });
    await goOn();
    expect((await exported({}, another.ctx)).rows).toBe(0);
  });

  it("gives up on a reader who takes a little at a time, not on one who pauses", async () => {
    const patience = { ...exportPatience, paceMs: 100, bytesPerSecond: 10_000_000 };
    let pieces = 0;
    const read = (write: () => Promise<void>, given = patience) => {
      pieces = 0;
      return exportCancellations(
        { ctx: big.ctx, input: { filters: noFilters } },
        () => {
          pieces++;
          return write();
        },
        given,
      );
    };
    const slowly = () => new Promise<void>((taken) => setTimeout(taken, 60));
    await expect(read(slowly)).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining("too slowly") });
    expect(pieces).toBe(2);
    expect(await read(slowly, { ...patience, bytesPerSecond: 1_000 })).toBe(COUNT);
    expect(await read(() => (pieces === 2 ? slowly() : Promise.resolve()))).toBe(COUNT);
  });
});

/** Connections of exports that are in a transaction; those of other tests, too. */
async function heldConnections(): Promise<number> {
  const [found] = await ownerQuery<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where application_name = 'retentbase-export' and datname = current_database() and xact_start is not null",
  );
  return found?.count ?? 0;
}
