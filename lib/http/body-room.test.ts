import { expect, it } from "vitest";
import { makeBodyRoom } from "./body-room.ts";

it("gives each caller a share, all of them no more than the whole, and takes it back", () => {
  const room = makeBodyRoom({ whole: 10, each: 6 });
  const [first, second, other] = [room.enter("a"), room.enter("a"), room.enter("b")];
  expect([first.reserve(4), second.reserve(2), second.reserve(1)]).toEqual([true, true, false]);
  expect([other.reserve(5), other.reserve(4), other.reserve(1)]).toEqual([false, true, false]);
  first.leave();
  first.leave();
  expect([other.reserve(2), other.reserve(1), second.reserve(2), second.reserve(1)]).toEqual([true, false, true, false]);
});
