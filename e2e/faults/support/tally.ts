import { expect } from "vitest";
import { acknowledged, type Book, describeAnswers } from "./book.ts";
import { asOwner } from "./owner.ts";

/** The book against the ledger. */
interface Tally {
  /** Events and outcome updates that got a 2xx. */
  acknowledged: number;
  /** Events and outcome updates in the ledger; those whose answer was cut off may be among them. */
  stored: number;
  /** Acknowledged and not in the ledger, or not as acknowledged. */
  lost: number;
  /** Stored more than once, or numbered with gaps. */
  doubled: number;
  /** Event ids in the ledger. */
  storedEvents: Set<string>;
}

/** Compares what was acknowledged with what is stored, reading as the owner, and prints it. */
export async function tally(title: string, book: Book, ownerUrl: string, faults = 1): Promise<Tally> {
  return asOwner(ownerUrl, async (owner) => {
    const events = await owner.query<{ event_id: string; outcome: string; count: number; unnumbered: boolean }>(
      `select c.event_id, min(c.outcome) as outcome, count(distinct c.id)::int as count,
         count(u.seq) <> max(c.last_update_seq) or coalesce(max(u.seq), 0) <> max(c.last_update_seq) as unnumbered
       from cancellations c left join outcome_updates u on u.workspace_id = c.workspace_id and u.cancellation_id = c.id
       group by c.event_id`,
    );
    const updates = await owner.query<{ token: string; event_id: string; count: number }>(
      `select u.metadata->>'token' as token, min(c.event_id) as event_id, count(*)::int as count
       from outcome_updates u join cancellations c on c.workspace_id = u.workspace_id and c.id = u.cancellation_id
       group by 1`,
    );
    const outcomes = new Map(events.rows.map((row) => [row.event_id, row.outcome]));
    const updated = new Map(updates.rows.map((row) => [row.token, row.event_id]));
    const lostEvents = [...book.events].filter(([eventId, outcome]) => outcomes.get(eventId) !== outcome || book.forgotten.has(eventId));
    const lostUpdates = [...book.updates].filter(([token, eventId]) => updated.get(token) !== eventId);
    const doubles = [...events.rows, ...updates.rows].filter((row) => row.count > 1).length + events.rows.filter((row) => row.unnumbered).length;
    const result: Tally = {
      acknowledged: acknowledged(book),
      stored: outcomes.size + updated.size,
      lost: lostEvents.length + lostUpdates.length,
      doubled: doubles,
      storedEvents: new Set(outcomes.keys()),
    };
    print(title, faults, result, book);
    return result;
  });
}

/** Nothing acknowledged is lost or doubled, and no answer broke the contract. */
export function expectWhole(result: Tally, book: Book): void {
  expect(result.acknowledged).toBeGreaterThan(0);
  expect({ lost: result.lost, doubled: result.doubled }).toEqual({ lost: 0, doubled: 0 });
  expect(book.offences.slice(0, 5)).toEqual([]);
}

function print(title: string, faults: number, { acknowledged: acked, stored, lost, doubled }: Tally, book: Book): void {
  const row = (cells: unknown[]) => `  ${cells.map((cell) => String(cell).padStart(12)).join("")}`;
  console.log(
    [
      title,
      row(["faults", "acked", "stored", "lost", "doubled", "longest gap"]),
      row([faults, acked, stored, lost, doubled, `${Math.round(book.longestGap)} ms`]),
      `  answers: ${describeAnswers(book)}; slowest ${Math.round(book.slowest)} ms`,
    ].join("\n"),
  );
}
