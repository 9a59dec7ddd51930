import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import { z } from "zod";

// The limit: what node:http, zod and one statement per batch can do with the same body and columns, and nothing else.

const text = z.string().max(255);
const bodySchema = z.strictObject({
  environment: z.enum(["prod", "sandbox"]).default("prod"),
  eventId: text.min(1),
  userId: text.optional(),
  reasonKey: text,
  reasonText: z.string().max(5000).optional(),
  outcome: z.enum(["pending", "churned", "recovered", "abandoned"]).default("pending"),
  offer: z.strictObject({ type: z.enum(["none", "discount", "pause"]), accepted: z.boolean().default(false), label: text.optional() }).optional(),
  context: z.strictObject({ plan: text.optional(), mrr: z.number().optional(), tenureDays: z.int().optional() }).optional(),
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
type Event = z.output<typeof bodySchema> & { id: string; workspaceId: string; receivedAt: string };

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });

const insert = {
  name: "insert",
  text: `insert into raw.cancellations (workspace_id, environment, event_id, id, user_id, reason_key, reason_text, outcome,
      offer_type, offer_accepted, offer_label, plan, mrr, tenure_days, metadata, occurred_at, received_at)
    select * from unnest($1::uuid[],$2::text[],$3::text[],$4::uuid[],$5::text[],$6::text[],$7::text[],$8::text[],$9::text[],
      $10::boolean[],$11::text[],$12::text[],$13::numeric[],$14::int[],$15::jsonb[],$16::timestamptz[],$17::timestamptz[])
    on conflict do nothing returning id`,
};
const columns: ((e: Event) => unknown)[] = [
  (e) => e.workspaceId,
  (e) => e.environment,
  (e) => e.eventId,
  (e) => e.id,
  (e) => e.userId,
  (e) => e.reasonKey,
  (e) => e.reasonText,
  (e) => e.outcome,
  (e) => e.offer?.type ?? "none",
  (e) => e.offer?.accepted ?? false,
  (e) => e.offer?.label,
  (e) => e.context?.plan,
  (e) => e.context?.mrr,
  (e) => e.context?.tenureDays,
  (e) => e.metadata && JSON.stringify(e.metadata),
  (e) => e.occurredAt ?? e.receivedAt,
  (e) => e.receivedAt,
];

/** A column as PostgreSQL's array literal. */
function arrayLiteral(values: unknown[]): string {
  return `{${values.map((v) => (v === undefined ? "NULL" : typeof v === "string" ? `"${/["\\]/.test(v) ? v.replace(/["\\]/g, "\\$&") : v}"` : v)).join()}}`;
}

const keys = new Map<string, { workspaceId: string; until: number }>();

async function workspaceOf(key: string): Promise<string | undefined> {
  const hash = createHash("sha256").update(key).digest("hex");
  const known = keys.get(hash);
  if (known && known.until > Date.now()) return known.workspaceId;
  const { rows } = await db.query<{ workspace_id: string }>("select workspace_id from raw.keys where key_hash = $1", [hash]);
  if (rows[0]) keys.set(hash, { workspaceId: rows[0].workspace_id, until: Date.now() + 2000 });
  return rows[0]?.workspace_id;
}

let waiting: { event: Event; done(created: boolean): void; failed(error: unknown): void }[] = [];
let running = false;

async function flush(): Promise<void> {
  running = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    try {
      const { rows } = await db.query<{ id: string }>({ ...insert, values: columns.map((column) => arrayLiteral(batch.map((w) => column(w.event)))) });
      const created = new Set(rows.map((row) => row.id));
      for (const w of batch) w.done(created.has(w.event.id));
    } catch (error) {
      for (const w of batch) w.failed(error);
    }
  }
  running = false;
}

const server = createServer((req, res) => {
  const answer = (status: number, body: unknown) => {
    const json = JSON.stringify(body);
    res.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(json) }).end(json);
  };
  let body = "";
  req.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
  req.on("end", async () => {
    try {
      const workspaceId = await workspaceOf((req.headers.authorization ?? "").slice("Bearer ".length));
      if (workspaceId === undefined) return answer(401, { error: "unknown key" });
      const input = bodySchema.safeParse(JSON.parse(body));
      if (!input.success) return answer(400, { error: input.error.issues });
      const event: Event = { ...input.data, id: randomUUID(), workspaceId, receivedAt: new Date().toISOString() };
      const created = await new Promise<boolean>((done, failed) => {
        waiting.push({ event, done, failed });
        if (!running) void flush();
      });
      answer(created ? 201 : 200, { ...event, replayed: !created });
    } catch (error) {
      answer(500, { error: String(error) });
    }
  });
});

server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("ready"));
