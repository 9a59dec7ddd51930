import { unstable_rethrow } from "next/navigation";
import type { ActionResult } from "#lib/core/action-result.ts";

/** The answer of a server action; a server that cannot be reached is a refusal like any other. */
export async function sent<Result>(work: () => Promise<ActionResult<Result>>): Promise<ActionResult<Result>> {
  try {
    return await work();
  } catch (thrown) {
    // A redirect of the action comes as an exception, and is none.
    unstable_rethrow(thrown);
    const message = "The server could not be reached. What you typed is still here; try again in a moment.";
    return { ok: false, error: { code: "unavailable", message, requestId: "", fields: {} } };
  }
}
