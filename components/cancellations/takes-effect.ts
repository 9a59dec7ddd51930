/**
 * "takes effect 3 Dec 2026" while that is still to come, else null. A day is enough: the history has the minute.
 * @param at ISO 8601
 * @param now ms since 1970
 */
export function takesEffect(at: string | null, now: number, timeZone: string): string | null {
  if (at === null || Date.parse(at) <= now) return null;
  return `takes effect ${new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone })}`;
}
