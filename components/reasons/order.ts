/** The keys with one of them at another place; places beyond the ends are the ends. */
export function moved(keys: readonly string[], key: string, to: number): string[] {
  const rest = keys.filter((other) => other !== key);
  const place = Math.min(Math.max(to, 0), rest.length);
  return [...rest.slice(0, place), key, ...rest.slice(place)];
}
