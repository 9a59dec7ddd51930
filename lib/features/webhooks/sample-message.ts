import type { Environment } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { sampleSnapshot } from "../cancellations/sample-snapshot.ts";
import { bodyOf } from "./internal/message.ts";

const MESSAGE = "019ab069-6c1f-7d10-8a55-94e7b03f6a21";

/** A message for the docs, made as those that are sent: its webhook-id, when it is sent (ms since 1970), and the body. */
export function sampleMessage({ environment, workspaceKey }: { environment: Environment; workspaceKey: string }): { id: string; at: number; body: string } {
  const payload = sampleSnapshot({ environment });
  const body = bodyOf({ type: "cancellation.created", environment, workspaceKey, timestamp: "2026-11-23T10:00:00.123Z", payload });
  return { id: formatId("msg", MESSAGE), at: Date.parse("2026-11-23T10:00:00.304Z"), body };
}
