interface Stored {
  id: string;
}
interface Entry<T> {
  value: T;
  created: number;
  owner: string | null;
}

/**
 * Objects of one kind, listed newest first as Stripe lists them (docs.stripe.com/api/pagination). Those of one customer are found
 * without looking at all the others.
 */
export class Collection<T extends Stored> {
  readonly #byId = new Map<string, Entry<T>>();
  readonly #byOwner = new Map<string, Entry<T>[]>();
  #ordered: Entry<T>[] = [];
  #unsorted = false;
  readonly #created: (value: T) => number;
  readonly #owner: (value: T) => string | null;

  constructor(created: (value: T) => number, owner: (value: T) => string | null = () => null) {
    this.#created = created;
    this.#owner = owner;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)?.value;
  }

  add(value: T): T {
    const entry = { value, created: this.#created(value), owner: null };
    this.#byId.set(value.id, entry);
    const last = this.#ordered.at(-1);
    // A test clock's objects may be older than what is there already.
    if (last !== undefined && last.created > entry.created) this.#unsorted = true;
    this.#ordered.push(entry);
    this.#own(entry);
    return value;
  }

  /** Tells that its owner was found out later, as with a card that is attached. */
  changedOwner(value: T): void {
    const entry = this.#byId.get(value.id);
    if (!entry) return;
    this.#disown(entry);
    this.#own(entry);
  }

  remove(id: string): void {
    const entry = this.#byId.get(id);
    if (!entry) return;
    this.#byId.delete(id);
    this.#ordered = this.#ordered.filter((one) => one !== entry);
    this.#disown(entry);
  }

  /** Newest first; of one second, the one added later first. */
  *newestFirst(owner?: string): Generator<T> {
    const entries = owner === undefined ? this.#sorted() : (this.#byOwner.get(owner) ?? []);
    for (let at = entries.length - 1; at >= 0; at--) {
      const entry = entries[at];
      if (entry) yield entry.value;
    }
  }

  /** In the order of adding. */
  values(): T[] {
    return [...this.#byId.values()].map(({ value }) => value);
  }

  ofOwner(owner: string): T[] {
    return (this.#byOwner.get(owner) ?? []).map(({ value }) => value);
  }

  clear(): void {
    this.#byId.clear();
    this.#byOwner.clear();
    this.#ordered = [];
  }

  #own(entry: Entry<T>): void {
    const owner = this.#owner(entry.value);
    entry.owner = owner;
    if (owner === null) return;
    const entries = this.#byOwner.get(owner);
    if (entries) entries.push(entry);
    else this.#byOwner.set(owner, [entry]);
  }

  #disown(entry: Entry<T>): void {
    const entries = entry.owner === null ? undefined : this.#byOwner.get(entry.owner);
    const at = entries?.indexOf(entry) ?? -1;
    if (at >= 0) entries?.splice(at, 1);
  }

  #sorted(): Entry<T>[] {
    if (this.#unsorted) {
      this.#ordered.sort((a, b) => a.created - b.created);
      this.#unsorted = false;
    }
    return this.#ordered;
  }
}
