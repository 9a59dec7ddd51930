import fc from "fast-check";
import { expect } from "vitest";
import { type EventView, ledgerModel, type PatchCall, type PostCall, type Verdict } from "./ledger-model.ts";

/** Random lives of a ledger, and the comparison of a real one with the model. */

export type Action =
  | { type: "post"; call: PostCall; at: number | null }
  | { type: "patch"; call: PatchCall; at: number | null }
  | { type: "setReason"; reason: string; enabled: boolean }
  | { type: "setReadOnly"; readOnly: boolean }
  | { type: "wait"; ms: number };

/** A real ledger, driven through verbs or over HTTP. Calls answer when they were received, where the ledger says so. */
export interface Ledger {
  now(): number;
  post(call: PostCall): Promise<Verdict & { receivedAt?: number }>;
  patch(call: PatchCall): Promise<Verdict & { receivedAt?: number }>;
  read(environment: "prod" | "sandbox", eventId: string): Promise<EventView | null>;
  setReason(reason: string, enabled: boolean): Promise<void>;
  setReadOnly(readOnly: boolean): Promise<void>;
  wait(ms: number): void;
}

const HOUR = 3_600_000;
const REASONS = ["other", "not_using"] as const;
const ENVIRONMENTS = ["prod", "sandbox"] as const;
const IDS = ["one", "two", "drei/3 🦊"] as const;

const place = { environment: fc.constantFrom(...ENVIRONMENTS), eventId: fc.constantFrom(...IDS) };
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Offsets in hours, so few that ties are common. `at` is relative to the start; null: not said. */
const posts = fc.record({
  type: fc.constant("post" as const),
  call: fc.record({
    ...place,
    reasonKey: fc.constantFrom(...REASONS),
    outcome: maybe(fc.constantFrom("churned", "recovered", "abandoned")),
    userId: maybe(fc.constantFrom("a", "b")),
  }),
  at: fc.option(fc.constantFrom(-48, -2, -1, 0, 1, 20, 30)),
});
const patches = fc.record({
  type: fc.constant("patch" as const),
  call: fc.record({ ...place, outcome: fc.constantFrom("churned", "recovered"), metadata: maybe(fc.record({ n: fc.constantFrom(1, 2) })) }),
  at: fc.option(fc.constantFrom(-48, -2, -1, 0, 1, 300)),
});
const reasons = fc.record({ type: fc.constant("setReason" as const), reason: fc.constantFrom(...REASONS), enabled: fc.boolean() });
const access = fc.record({ type: fc.constant("setReadOnly" as const), readOnly: fc.boolean() });
/** Backwards too: two machines' clocks differ. */
const waits = fc.record({ type: fc.constant("wait" as const), ms: fc.constantFrom(0, 1, HOUR / 2, HOUR, 25 * HOUR, -1, -HOUR) });

export const lives = (maxLength: number) =>
  fc.array(
    fc.oneof(
      { arbitrary: posts, weight: 4 },
      { arbitrary: patches, weight: 6 },
      { arbitrary: reasons, weight: 1 },
      { arbitrary: access, weight: 1 },
      { arbitrary: waits, weight: 2 },
    ),
    { maxLength },
  );

/** Plays a life to a real ledger and to the model, and compares every answer and, in the end, every event. */
export async function expectLikeModel(ledger: Ledger, actions: Action[]): Promise<void> {
  const model = ledgerModel(REASONS);
  const start = ledger.now();
  for (const action of actions) {
    switch (action.type) {
      case "post": {
        const call = { ...action.call, ...(action.at === null ? {} : { occurredAt: start + action.at * HOUR }) };
        const { receivedAt, ...verdict } = await ledger.post(call);
        expect(verdict).toEqual(model.post(call, receivedAt ?? ledger.now()));
        break;
      }
      case "patch": {
        const call = { ...action.call, ...(action.at === null ? {} : { effectiveAt: start + action.at * HOUR }) };
        const { receivedAt, ...verdict } = await ledger.patch(call);
        expect(verdict).toEqual(model.patch(call, receivedAt ?? ledger.now()));
        break;
      }
      case "setReason":
        await ledger.setReason(action.reason, action.enabled);
        model.setReason(action.reason, action.enabled);
        break;
      case "setReadOnly":
        await ledger.setReadOnly(action.readOnly);
        model.setReadOnly(action.readOnly);
        break;
      case "wait":
        ledger.wait(action.ms);
    }
  }
  const views = model.views();
  for (const environment of ENVIRONMENTS) {
    for (const eventId of IDS) expect(await ledger.read(environment, eventId)).toEqual(views.get(`${environment} ${eventId}`) ?? null);
  }
}
