import { expect, it } from "vitest";
import { errorText } from "./error-text.ts";
import { DomainError } from "./errors.ts";

it("says our own refusals as they are, and others with their kind", () => {
  expect(errorText(new DomainError("unavailable", "Stripe does not answer right now."))).toBe("Stripe does not answer right now.");
  expect(errorText(new Error("It broke."))).toBe("It broke.");
  expect(errorText(new TypeError("It broke."))).toBe("TypeError: It broke.");
});
