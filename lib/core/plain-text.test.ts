import { expect, it } from "vitest";
import { hasControlCharacter, isPlainText, isStorable, unwantedTextAt } from "./plain-text.ts";

it("finds control and direction characters however deep, and lets everything else pass", () => {
  expect(unwantedTextAt({ name: "a\0b" })).toBe("name");
  expect(unwantedTextAt({ labels: { de: "x\u202ey" } })).toBe("labels.de");
  expect(unwantedTextAt({ keys: ["fine", "\u001b[31m"] })).toBe("keys.1");
  expect(unwantedTextAt({ text: "two\nlines\tand \u0627\u0644\u0625\u0644\u063a\u0627\u0621 \u{1f600}", count: 3, none: null, on: true })).toBeNull();
});

it.each([
  ["fine \u0627\u{1f600}", true, true, false],
  ["two\nlines\t", true, true, true],
  ["bell \u0007", true, false, true],
  ["turned \u202e", true, false, false],
  ["half \ud800", false, false, false],
  ["nul \0", false, false, true],
])("tells of %j whether it can be stored, is plain, and holds a control character", (text, storable, plain, control) => {
  expect([isStorable(text), isPlainText(text), hasControlCharacter(text)]).toEqual([storable, plain, control]);
});
