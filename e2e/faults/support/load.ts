import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { acknowledged, type Book, newBook } from "./book.ts";
import { type Answer, type Call, httpClient } from "./http-client.ts";

/** Posters that never give up on what they have begun, as an honest client with retries does. */
export interface Load {
  book: Book;
  /** Waits until so many more writes were acknowledged. @throws after `milliseconds` */
  more(count: number, milliseconds?: number): Promise<void>;
  /** Waits for a 2xx from now on. @returns performance.now() of it. @throws after `milliseconds` */
  nextAck(milliseconds?: number): Promise<number>;
  /** Ends after every begun write is acknowledged. @throws when one is not within `milliseconds` */
  finish(milliseconds?: number): Promise<void>;
}

interface Options {
  url: string;
  apiKey: string;
  /** Calls at any one time. */
  posters?: number;
  /** Longest wait for the answer to a write, in ms; whatever takes longer hangs, which is an offence. */
  patience?: number;
  /** Whether a call that failed is sent again until it is acknowledged. Without it nothing is updated, replayed or read. */
  insist?: boolean;
}

/** Reads may take longer than writes, since nobody queues behind them: 2 s for a connection, 10.5 s for a statement. */
const READ_PATIENCE_MS = 14_000;

type Outcome = "churned" | "recovered";
type Answered = Extract<Answer, { status: number }>;

/** Starts posting new events, replaying, updating and reading some. Each poster touches only events of its own. */
export function startLoad({ url, apiKey, posters = 48, patience = 6_000, insist = true }: Options): Load {
  const book = newBook();
  const writes = httpClient(url, apiKey, patience);
  const reads = httpClient(url, apiKey, READ_PATIENCE_MS);
  const run = randomBytes(4).toString("hex");
  let stopping = false;
  let abandoned = false;

  /** Sends until it is acknowledged, or forgotten by the server; null when the load was abandoned. */
  async function send(call: Call): Promise<{ answer: Answered; attempts: number } | null> {
    for (let attempts = 1; !abandoned; attempts++) {
      const answer = await (call.method === "GET" ? reads : writes).call(call);
      note(book, answer);
      if ("status" in answer && (answer.status < 300 || answer.status === 404)) return { answer, attempts };
      // Sooner than Retry-After asks, so that the time to heal is measured finely.
      await sleep(20 + Math.random() * 30);
      if (!insist) return null;
    }
    return null;
  }

  async function poster(number: number): Promise<void> {
    const mine: string[] = [];
    for (let n = 0; !stopping; n++) {
      const old = mine[Math.floor(Math.random() * mine.length)];
      const dice = insist ? Math.random() : 0;
      if (old === undefined || dice < 0.75) {
        const eventId = `${run}-${number}-${n}`;
        if (await create(eventId)) mine.push(eventId);
      } else if (dice < 0.83) await replay(old);
      else if (dice < 0.88) await read(old);
      else await update(old, `${run}-${number}-${n}`);
    }
  }

  async function create(eventId: string): Promise<boolean> {
    const sent = await send({ method: "POST", path: "/cancellations", body: bodyOf(eventId) });
    if (sent === null) {
      book.unanswered.push(eventId);
      return false;
    }
    const { answer, attempts } = sent;
    if (answer.status === 404) book.offences.push(`404 for the new ${eventId}`);
    if (answer.status === 200 && attempts === 1) book.offences.push(`${eventId} was stored before it was sent`);
    book.events.set(eventId, "pending");
    return true;
  }

  async function replay(eventId: string): Promise<void> {
    const answer = (await send({ method: "POST", path: "/cancellations", body: bodyOf(eventId) }))?.answer;
    if (answer === undefined) return;
    if (answer.status !== 200) book.forgotten.add(eventId);
    else if (answer.body.payloadMatch !== true) book.offences.push(`replay of ${eventId} does not match what was stored`);
  }

  async function read(eventId: string): Promise<void> {
    const answer = (await send({ method: "GET", path: `/cancellations/${eventId}` }))?.answer;
    if (answer === undefined) return;
    if (answer.status === 404) book.forgotten.add(eventId);
    else if (answer.body.outcome !== book.events.get(eventId)) book.offences.push(`${eventId} reads as ${String(answer.body.outcome)}`);
  }

  async function update(eventId: string, token: string): Promise<void> {
    const outcome: Outcome = Math.random() < 0.5 ? "churned" : "recovered";
    const answer = (await send({ method: "PATCH", path: `/cancellations/${eventId}`, body: { outcome, metadata: { token } } }))?.answer;
    if (answer === undefined) return;
    if (answer.status === 404) return void book.forgotten.add(eventId);
    book.updates.set(token, eventId);
    book.events.set(eventId, outcome);
    if (answer.body.outcome !== outcome) book.offences.push(`update of ${eventId} answered ${String(answer.body.outcome)}, not ${outcome}`);
  }

  const running = Promise.all(Array.from({ length: posters }, (_, number) => poster(number)));

  async function until<T>(look: () => T | undefined, milliseconds: number, missing: () => string): Promise<T> {
    const deadline = performance.now() + milliseconds;
    for (;;) {
      const seen = look();
      if (seen !== undefined) return seen;
      if (performance.now() > deadline) throw new Error(`${missing()} within ${milliseconds} ms`);
      await sleep(5);
    }
  }

  return {
    book,
    async more(count, milliseconds = 60_000) {
      const goal = acknowledged(book) + count;
      await until(
        () => acknowledged(book) >= goal || undefined,
        milliseconds,
        () => `${goal - acknowledged(book)} of ${count} writes were not acknowledged`,
      );
    },
    nextAck(milliseconds = 30_000) {
      const asked = performance.now();
      return until(
        () => (book.lastAck > asked ? book.lastAck : undefined),
        milliseconds,
        () => "Nothing was acknowledged",
      );
    },
    async finish(milliseconds = 30_000) {
      stopping = true;
      const ended = await Promise.race([running.then(() => true), sleep(milliseconds, false, { ref: false })]);
      abandoned = true;
      await running;
      writes.close();
      reads.close();
      if (!ended) throw new Error(`Writes that were begun were not acknowledged within ${milliseconds} ms`);
    },
  };
}

function bodyOf(eventId: string): unknown {
  return {
    eventId,
    userId: `user-${eventId}`,
    reasonKey: "too_expensive",
    offer: { type: "discount", accepted: false, label: "20 %" },
    context: { plan: "pro", mrr: 49.5, tenureDays: 210 },
    occurredAt: "2026-01-15T10:30:00Z",
    metadata: { source: "faults" },
  };
}

function note(book: Book, answer: Answer): void {
  const kind = "status" in answer ? String(answer.status) : answer.failure;
  const now = performance.now();
  book.answers.set(kind, (book.answers.get(kind) ?? 0) + 1);
  book.slowest = Math.max(book.slowest, answer.milliseconds);
  if ("status" in answer && answer.status < 300) {
    book.longestGap = Math.max(book.longestGap, now - book.lastAck);
    book.lastAck = now;
    return;
  }
  book.failures.push({ kind, from: now - answer.milliseconds, to: now });
  if (!("status" in answer)) {
    if (answer.failure === "hung") book.offences.push(`a call had no answer after ${Math.round(answer.milliseconds)} ms`);
  } else if (answer.status !== 503 && answer.status !== 404) book.offences.push(`${answer.status}: ${JSON.stringify(answer.body)}`);
  else if (answer.status === 503 && !/^[1-9]\d*$/.test(String(answer.headers["retry-after"]))) book.offences.push("503 without Retry-After");
}
