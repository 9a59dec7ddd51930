/** Does one thing after the other, several at once, some of them later. */
export class Queue<T> {
  readonly #run: (item: T) => Promise<void>;
  readonly #parallel: () => number;
  #ready: T[] = [];
  #readyFrom = 0;
  readonly #waiting = new Map<NodeJS.Timeout, T>();
  readonly #running = new Set<T>();
  #closed = false;
  #idle: (() => void)[] = [];

  /** @param run never throws */
  constructor(run: (item: T) => Promise<void>, parallel: () => number) {
    this.#run = run;
    this.#parallel = parallel;
  }

  get closed(): boolean {
    return this.#closed;
  }

  add(item: T, waitMs: number): void {
    if (this.#closed) return;
    if (waitMs <= 0) {
      this.#ready.push(item);
      // After the answer of the call that it comes from.
      setImmediate(() => this.#pump());
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#ready.push(item);
      this.#pump();
    }, waitMs);
    this.#waiting.set(timer, item);
  }

  /** Makes everything that waits due at once. @returns how many */
  hurry(): number {
    const waiting = [...this.#waiting];
    for (const [timer, item] of waiting) {
      clearTimeout(timer);
      this.#waiting.delete(timer);
      this.#ready.push(item);
    }
    this.#pump();
    return waiting.length;
  }

  /** Until nothing runs, is ready, or waits. */
  settled(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  counts(): { ready: number; waiting: number; running: number } {
    return { ready: this.#ready.length - this.#readyFrom, waiting: this.#waiting.size, running: this.#running.size };
  }

  /** What is not done yet; what runs may be done all the same. */
  items(): T[] {
    return [...this.#running, ...this.#ready.slice(this.#readyFrom), ...this.#waiting.values()];
  }

  clear(): void {
    for (const timer of this.#waiting.keys()) clearTimeout(timer);
    this.#waiting.clear();
    this.#ready = [];
    this.#readyFrom = 0;
    this.#tellIfIdle();
  }

  close(): void {
    this.#closed = true;
    this.clear();
  }

  #pump(): void {
    while (this.#running.size < this.#parallel() && this.#readyFrom < this.#ready.length) {
      const item = this.#ready[this.#readyFrom++] as T;
      if (this.#readyFrom > 1000) {
        this.#ready.splice(0, this.#readyFrom);
        this.#readyFrom = 0;
      }
      this.#running.add(item);
      void this.#run(item).finally(() => {
        this.#running.delete(item);
        this.#pump();
        this.#tellIfIdle();
      });
    }
    this.#tellIfIdle();
  }

  #isIdle(): boolean {
    const { ready, waiting, running } = this.counts();
    return ready + waiting + running === 0;
  }

  #tellIfIdle(): void {
    if (!this.#isIdle()) return;
    const idle = this.#idle;
    this.#idle = [];
    for (const tell of idle) tell();
  }
}
