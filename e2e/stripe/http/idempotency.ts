import { DAY } from "../state/time.ts";
import type { KeptAnswer, World } from "../state/world.ts";
import { invalidRequest, StripeError } from "./errors.ts";

/**
 * docs.stripe.com/api/idempotent_requests: the first answer to a key is kept for 24 hours, whatever it was; what never ran (an
 * unknown parameter, no key, a limit) is not kept.
 */
export class Idempotency {
  readonly #running = new Set<string>();

  /** @returns the kept answer. @throws StripeError 400 for other parameters, 409 while the first is still being answered */
  begin(world: World, key: string, fingerprint: string, now: number): KeptAnswer | null {
    if (key.length > 255) throw invalidRequest("Idempotency keys can be at most 255 characters long.", { param: "idempotency_key" });
    if (this.#running.has(key)) {
      throw new StripeError(409, {
        type: "idempotency_error",
        code: "idempotency_key_in_use",
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      });
    }
    const kept = world.answers.get(key);
    if (kept && now - kept.at < DAY) {
      if (kept.fingerprint === fingerprint) return kept;
      throw new StripeError(400, {
        type: "idempotency_error",
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    }
    this.#running.add(key);
    return null;
  }

  end(world: World, key: string, answer: KeptAnswer | null): void {
    this.#running.delete(key);
    if (answer) world.answers.set(key, answer);
  }
}
