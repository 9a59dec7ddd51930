/**
 * One value per process, whatever the number of copies of a module in it.
 * Next loads our modules up to three times into one process (server, route handlers, pages); pools and caches
 * go through here so that they are made once. Correctness never depends on it: roles can be separate processes.
 */
export function singleton<T>(name: string, make: () => T): T {
  const key = Symbol.for(`retentbase.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  store[key] ??= make();
  return store[key];
}
