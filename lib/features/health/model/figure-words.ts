/** Endings of figures' names that are units: they follow the value in place of the name. */
const UNITS: [ending: RegExp, show: (value: number) => string][] = [
  [/SecondsAgo$/, (value) => `${durationText(value)} ago`],
  [/Seconds$/, durationText],
  [/Ms$/, (value) => `${value} ms`],
];

/** A figure in words: { term: "Oldest waiting", value: "3 min" } for oldestWaitingSeconds. Times stay ISO 8601; null: not known, or never. */
export function figureWords(name: string, value: string | number | null): { term: string; value: string } {
  const unit = UNITS.find(([ending]) => ending.test(name));
  const words = (unit === undefined ? name : name.replace(unit[0], "")).replace(/At$/, "").replace(/([A-Z])/g, " $1");
  const term = `${words.charAt(0).toUpperCase()}${words.slice(1).toLowerCase()}`;
  if (value === null) return { term, value: "–" };
  return { term, value: unit !== undefined && typeof value === "number" ? unit[1](value) : String(value) };
}

/** "3 min", in the largest unit that fits twice. @param seconds whole */
export function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`;
}
