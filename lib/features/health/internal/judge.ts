import type { CheckName, HealthChecks, HealthState } from "../model/report.ts";

/** What a check found. `since` in ms; null: no row says it, so this process remembers. */
export type Finding<Name extends CheckName> = Omit<HealthChecks[Name], "since" | "troubles"> & {
  since: number | null;
  /** Left out: what `detail` and `action` say is all. */
  troubles?: Told[];
};

type Told = HealthChecks[CheckName]["troubles"][number];

/** One thing that is wrong. */
export interface Trouble {
  state: "warning" | "critical";
  /** ms; null: no stored fact says it. */
  since: number | null;
  detail: string;
  action: string;
}

interface Judgement {
  state: HealthState;
  since: number | null;
  detail: string;
  action: string | null;
  troubles: Told[];
}

/** All that is wrong as one state: the worst one, since the first trouble of that kind as far as that is known; without any, `fine` says how it is. */
export function judge(troubles: readonly (Trouble | null | false)[], fine: string): Judgement {
  const found = troubles.filter((trouble) => trouble !== null && trouble !== false);
  if (found.length === 0) return { state: "ok", since: null, detail: fine, action: null, troubles: [] };
  const isCritical = found.some(({ state }) => state === "critical");
  const worst = found.filter(({ state }) => !isCritical || state === "critical");
  const times = worst.flatMap(({ since }) => (since === null ? [] : [since]));
  // The worst first.
  const told = [...worst, ...found.filter((trouble) => !worst.includes(trouble))];
  return {
    state: isCritical ? "critical" : "warning",
    since: times.length === 0 ? null : Math.min(...times),
    detail: told.map(({ detail }) => detail).join(" "),
    action: [...new Set(told.map(({ action }) => action))].join(" "),
    troubles: told.map(({ detail, action }) => ({ detail, action })),
  };
}

/** A trouble whose weight grows with its age: none below `warningMs`, critical from `criticalMs` on (null: never). */
export function aged(
  since: number | null,
  now: number,
  { warningMs, criticalMs }: { warningMs: number; criticalMs: number | null },
  told: Pick<Trouble, "detail" | "action">,
): Trouble | null {
  if (since === null || now - since < warningMs) return null;
  return { ...told, since, state: criticalMs !== null && now - since >= criticalMs ? "critical" : "warning" };
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** Whole seconds since a time; null stays null. */
export function secondsSince(at: number | null, now: number): number | null {
  return at === null ? null : Math.max(0, Math.round((now - at) / SECOND_MS));
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** "3 minutes": an age for a sentence, in the largest unit that fits twice. */
export function ageText(since: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - since) / SECOND_MS));
  const [size, unit] = (
    [
      [86_400, "day"],
      [3_600, "hour"],
      [60, "minute"],
    ] as const
  ).find(([limit]) => seconds >= 2 * limit) ?? [1, "second"];
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
