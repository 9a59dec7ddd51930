import { expect, it } from "vitest";
import { shownAgain, textsOf } from "#lib/core/posted-form.ts";

const form = new FormData();
for (const [name, value] of [
  ["email", "ada@example.com"],
  ["password", "secret"],
]) {
  form.set(name as string, value as string);
}

it("keeps what was typed where it was told to, and faults at their fields", () => {
  const error = { code: "validation_failed", message: "email: must be…", requestId: "req_1", fields: { email: "Must be an e-mail address." } } as const;
  const shown = shownAgain({ ok: false, error }, form, ["email", "name"]);
  expect(shown).toEqual({ error, done: null, typed: { email: "ada@example.com", name: "" } });
  expect(JSON.stringify(shown)).not.toContain("secret");
});

it("says what was done", () => {
  expect(shownAgain({ ok: true, data: undefined }, form, [], "Invited.")).toEqual({ error: null, done: "Invited.", typed: {} });
});

it("reads texts alone", () => {
  form.set("file", new Blob(["x"]));
  expect(textsOf(form)).toEqual({ email: "ada@example.com", password: "secret" });
});
