/** What a call got instead of a 2xx, and when it was under way (performance.now()). */
export interface Failure {
  /** The status, "cut" for a connection that broke, "hung" for a call that was given up. */
  kind: string;
  from: number;
  to: number;
}

/** What the load has been told: every acknowledged event and outcome, and every answer that must not happen. */
export interface Book {
  /** Event id → the outcome that an honest reader must find, as the last acknowledged write of that event left it. */
  events: Map<string, "pending" | "churned" | "recovered">;
  /** Tokens of acknowledged outcome updates → their event; each is in the metadata of exactly one stored update. */
  updates: Map<string, string>;
  /** Acknowledged events that the server did not know any more: a replay was answered 201, or an update 404. */
  forgotten: Set<string>;
  /** Events whose single call failed in a load that does not insist; nobody knows whether they are stored. */
  unanswered: string[];
  /** Answers by status, "cut" for connections that broke, "hung" for those that were given up. */
  answers: Map<string, number>;
  /** Every call that got no 2xx. */
  failures: Failure[];
  /** Answers that break the contract: 500s, 503s without Retry-After, replays that differ, calls that hang. */
  offences: string[];
  /** Longest time to any answer, in ms. */
  slowest: number;
  /** performance.now() of the latest 2xx. */
  lastAck: number;
  /** Longest time between two 2xx, in ms. */
  longestGap: number;
}

export function newBook(): Book {
  return {
    events: new Map(),
    updates: new Map(),
    forgotten: new Set(),
    unanswered: [],
    answers: new Map(),
    failures: [],
    offences: [],
    slowest: 0,
    lastAck: performance.now(),
    longestGap: 0,
  };
}

/** Acknowledged writes so far: events and outcome updates. */
export function acknowledged(book: Book): number {
  return book.events.size + book.updates.size;
}

/** How often an answer was given. */
export function answered(book: Book, kind: string): number {
  return book.answers.get(kind) ?? 0;
}

/** The answers so far, for a person: "201: 5000, 503: 12". */
export function describeAnswers(book: Book): string {
  return [...book.answers]
    .sort()
    .map(([kind, count]) => `${kind}: ${count}`)
    .join(", ");
}

/** A time in which something was away, in performance.now(). */
export interface Outage {
  from: number;
  to: number;
}

/** Failures that no outage explains: of another kind, or begun after one and ended before the next. */
export function unexplained(book: Book, kind: "503" | "cut", outages: Outage[]): Failure[] {
  return book.failures.filter((failure) => failure.kind !== kind || !outages.some(({ from, to }) => failure.from <= to && failure.to >= from));
}
