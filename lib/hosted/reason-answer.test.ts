import { expect, test } from "vitest";
import { followUpName, reasonTextOf } from "./reason-answer.ts";

const reasons = [
  { key: "price", label: "It costs too much", followUpQuestion: null },
  { key: "feature", label: "It lacks a feature", followUpQuestion: "Which one?" },
];
const posted = (fields: Record<string, string>) => (name: string) => fields[name] ?? "";

test("the answer to the chosen reason's question counts before what was added in general", () => {
  const fields = posted({ reasonText: " general ", [followUpName("feature")]: " exports " });
  expect(reasonTextOf(fields, reasons, "feature")).toBe("exports");
  expect(reasonTextOf(fields, reasons, "price")).toBe("general");
  expect(reasonTextOf(fields, reasons, null)).toBe("general");
  expect(reasonTextOf(fields, reasons, "unknown")).toBe("general");
});

test("nothing that was typed is lost when its field gave way to a question that stayed empty", () => {
  expect(reasonTextOf(posted({ reasonText: "general", [followUpName("feature")]: " " }), reasons, "feature")).toBe("general");
  expect(reasonTextOf(posted({}), reasons, "feature")).toBe("");
});
