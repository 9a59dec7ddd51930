/** What falls due: which object, and of which test clock (null: none). */
export interface Due {
  at: number;
  kind: "subscription" | "invoice" | "checkout_session";
  id: string;
}

/**
 * When each object has to be looked at next, soonest first, one queue a clock. Entries are never taken back: who comes to one
 * that is no longer true finds out from the object and goes on.
 */
export class Schedule {
  readonly #queues = new Map<string | null, Due[]>();

  put(clock: string | null, due: Due): void {
    const heap = this.#queues.get(clock) ?? [];
    this.#queues.set(clock, heap);
    heap.push(due);
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (before(heap, parent, at)) break;
      swap(heap, parent, at);
      at = parent;
    }
  }

  /** Takes the soonest that is due at `until` (Unix seconds), if there is one. */
  take(clock: string | null, until: number): Due | null {
    const heap = this.#queues.get(clock);
    const first = heap?.[0];
    if (!heap || !first || first.at > until) return null;
    const last = heap.pop();
    if (last && heap.length > 0) {
      heap[0] = last;
      sink(heap);
    }
    return first;
  }

  forget(clock: string | null): void {
    this.#queues.delete(clock);
  }

  clear(): void {
    this.#queues.clear();
  }
}

function sink(heap: Due[]): void {
  for (let at = 0; ; ) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && before(heap, child, least)) least = child;
    if (least === at) return;
    swap(heap, least, at);
    at = least;
  }
}

function before(heap: Due[], one: number, other: number): boolean {
  return (heap[one]?.at ?? 0) < (heap[other]?.at ?? 0);
}

function swap(heap: Due[], one: number, other: number): void {
  const held = heap[one] as Due;
  heap[one] = heap[other] as Due;
  heap[other] = held;
}
