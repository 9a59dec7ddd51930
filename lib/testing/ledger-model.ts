/** The ledger as the contract describes it, in memory and in a page: what the real one is compared with. Times are ms since 1970. */

export type Environment = "prod" | "sandbox";

export interface PostCall {
  environment: Environment;
  eventId: string;
  reasonKey: string;
  outcome?: "churned" | "recovered" | "abandoned";
  userId?: string;
  occurredAt?: number;
}

export interface PatchCall {
  environment: Environment;
  eventId: string;
  outcome: "churned" | "recovered";
  effectiveAt?: number;
  metadata?: { n: number };
}

/** What a call came to: "created", "replayed", "updated", or the code of its refusal. */
export interface Verdict {
  result: string;
  differingFields?: string[];
}

export interface HistoryEntry {
  outcome: string;
  effectiveAt: number;
  receivedAt: number;
  metadata: { n: number } | null;
  current: boolean;
}

export interface EventView {
  reasonKey: string | null;
  userId: string | null;
  outcome: string;
  outcomeEffectiveAt: number | null;
  occurredAt: number;
  receivedAt: number;
  updatedAt: number;
  history: HistoryEntry[];
}

interface ModelEvent {
  call: PostCall;
  occurredAt: number;
  receivedAt: number;
  updatedAt: number;
  history: Omit<HistoryEntry, "current">[];
  latest: string | null;
}

const DAY = 86_400_000;
const key = (call: { environment: Environment; eventId: string }) => `${call.environment} ${call.eventId}`;

export function ledgerModel(reasons: readonly string[]) {
  const events = new Map<string, ModelEvent>();
  const enabled = new Set(reasons);
  let readOnly = false;

  return {
    setReason: (reason: string, isEnabled: boolean) => void (isEnabled ? enabled.add(reason) : enabled.delete(reason)),
    setReadOnly(value: boolean) {
      readOnly = value;
    },

    post(call: PostCall, now: number): Verdict {
      const stored = events.get(key(call));
      if (stored !== undefined) {
        const differingFields = (["userId", "reasonKey", "outcome"] as const).filter((field) => stored.call[field] !== call[field]);
        return { result: "replayed", differingFields };
      }
      if (!enabled.has(call.reasonKey) || (call.occurredAt ?? now) > now + DAY) return { result: "validation_failed" };
      if (readOnly) return { result: "workspace_read_only" };
      const occurredAt = call.occurredAt ?? now;
      const history = call.outcome === undefined ? [] : [{ outcome: call.outcome, effectiveAt: occurredAt, receivedAt: now, metadata: null }];
      events.set(key(call), { call, occurredAt, receivedAt: now, updatedAt: now, history, latest: null });
      return { result: "created" };
    },

    patch(call: PatchCall, now: number): Verdict {
      const event = events.get(key(call));
      if (event === undefined) {
        const elsewhere = events.has(key({ ...call, environment: call.environment === "prod" ? "sandbox" : "prod" }));
        return { result: elsewhere ? "wrong_environment" : "not_found" };
      }
      const said = JSON.stringify([call.outcome, call.effectiveAt ?? null, call.metadata ?? null]);
      if (event.latest === said) return { result: "updated" };
      const receivedAt = Math.max(now, event.updatedAt);
      event.history.push({ outcome: call.outcome, effectiveAt: call.effectiveAt ?? receivedAt, receivedAt, metadata: call.metadata ?? null });
      event.updatedAt = receivedAt;
      event.latest = said;
      return { result: "updated" };
    },

    /** Every event by "environment eventId", as a reader must see it. */
    views(): Map<string, EventView> {
      return new Map([...events].map(([name, event]) => [name, viewOf(event)]));
    },
  };
}

function viewOf({ call, occurredAt, receivedAt, updatedAt, history }: ModelEvent): EventView {
  const counts = (entry: { effectiveAt: number; receivedAt: number }) => Math.min(entry.effectiveAt, entry.receivedAt);
  // The last of those that count latest.
  const current = history.reduce<(typeof history)[number] | null>((best, entry) => (best === null || counts(entry) >= counts(best) ? entry : best), null);
  return {
    reasonKey: call.reasonKey,
    userId: call.userId ?? null,
    outcome: current?.outcome ?? "pending",
    outcomeEffectiveAt: current?.effectiveAt ?? null,
    occurredAt,
    receivedAt,
    updatedAt,
    history: history.map((entry) => ({ ...entry, current: entry === current })),
  };
}
