import { singleton } from "#lib/core/singleton.ts";
import type { CheckName, HealthState } from "../model/report.ts";

interface Seen {
  state: HealthState;
  at: number;
}

const seen = () => singleton("health.seen", () => new Map<CheckName, Seen>());

/**
 * Since when this process has seen a check in its state without a break; for states that no stored fact dates.
 * @param since when the state began, in ms, where it is new here
 */
export function rememberedSince(name: CheckName, state: HealthState, since: number): number {
  const last = seen().get(name);
  if (last?.state === state) return last.at;
  seen().set(name, { state, at: since });
  return since;
}
