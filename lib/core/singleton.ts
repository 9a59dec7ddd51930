/** What this copy of the module has looked up before: a global symbol costs ten times as much to find. */
const seen = new Map<string, unknown>();

/**
 * One value per process, whatever the number of copies of a module in it.
 * Next loads our modules up to three times into one process (server, route handlers, pages); pools and caches
 * go through here so that they are made once. Correctness never depends on it: roles can be separate processes.
 */
export function singleton<T>(name: string, make: () => T): T {
  const known = seen.get(name);
  if (known !== undefined) return known as T;
  const key = Symbol.for(`retentbase.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  const value = store[key] ?? make();
  store[key] = value;
  seen.set(name, value);
  return value;
}
