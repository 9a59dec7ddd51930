import { expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

function gate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

it("runs work of one key in the order it came, one after the other", async () => {
  const first = gate();
  const seen: string[] = [];
  const a = oneAtATime("order", async () => {
    seen.push("a begins");
    await first.passed;
    seen.push("a ends");
  });
  const b = oneAtATime("order", async () => {
    seen.push("b");
  });
  const c = oneAtATime("order", async () => {
    seen.push("c");
  });
  first.open();
  await Promise.all([a, b, c]);
  expect(seen).toEqual(["a begins", "a ends", "b", "c"]);
});

it("does not let other keys wait", async () => {
  const closed = gate();
  const held = oneAtATime("held", () => closed.passed);
  await oneAtATime("free", async () => undefined);
  closed.open();
  await held;
});

it("goes on after work that failed, and tells only its own caller", async () => {
  const failed = oneAtATime("fails", async () => {
    throw new Error("broken");
  });
  const after = oneAtATime("fails", async () => "fine");
  await expect(failed).rejects.toThrow("broken");
  await expect(after).resolves.toBe("fine");
  await expect(oneAtATime("fails", async () => "again")).resolves.toBe("again");
});
