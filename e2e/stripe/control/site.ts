import type { Answer, Site } from "../http/server.ts";
import type { ApiFault } from "./api-faults.ts";
import type { Control } from "./control.ts";

type Body = Record<string, unknown>;

/** `POST /_control/<name>` with a JSON object calls the method of that name; README.md lists them. It asks for no key: it is on 127.0.0.1, and only a program of this machine can send what it takes. */
const CALLS: Record<string, (control: Control, body: Body) => unknown> = {
  now: (control) => ({ now: control.now() }),
  advance: (control, body) => ({ now: control.advance(body as Parameters<Control["advance"]>[0]) }),
  history: (control, body) => control.history(body),
  settings: (control, body) => control.settings(body),
  "decline-next": (control, body) => control.declineNext(body),
  "accept-all": (control) => control.acceptAll(),
  webhook: (control, body) => control.webhook(body as unknown as Parameters<Control["webhook"]>[0]),
  "delivery-faults": (control, body) => control.deliveryFaults(body),
  "delivery-settings": (control, body) => control.deliverySettings(body),
  release: (control, body) => ({ released: control.release(body) }),
  "drop-withheld": (control) => ({ dropped: control.dropWithheld() }),
  "retry-now": (control) => ({ retried: control.retryNow() }),
  resend: (control, body) => control.resend(String(body.event)),
  settled: (control) => control.settled(),
  attempts: (control) => ({ attempts: control.attempts() }),
  counts: (control) => control.counts(),
  "api-fault": (control, body) => control.apiFault(body as unknown as ApiFault),
  "clear-api-faults": (control) => control.clearApiFaults(),
  catalogue: (control) => control.catalogue(),
  state: (control) => control.state(),
  restore: (control, body) => control.restore(body),
  reset: (control) => control.reset(),
};

export function controlSite(control: Control): Site {
  return async ({ method, path, body, type, host }) => {
    const [, name] = /^\/_control\/([a-z-]+)$/.exec(path) ?? [];
    if (name === undefined) return null;
    const call = CALLS[name];
    if (!call) return json(404, { error: `There is no control "${name}". There are: ${Object.keys(CALLS).join(", ")}.` });
    if (method !== "POST") return json(405, { error: "Controls are called with POST and a JSON object." });
    // What a page of somebody else's can send without being asked is neither of this type nor for this name.
    if (!/^application\/json\b/i.test(type)) return json(415, { error: "Controls take JSON: send content-type: application/json." });
    if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)) return json(403, { error: "Controls are for this machine alone." });
    try {
      const given: unknown = body === "" ? {} : JSON.parse(body);
      if (typeof given !== "object" || given === null || Array.isArray(given)) return json(400, { error: "A control takes a JSON object." });
      return json(200, (await call(control, given as Body)) ?? { done: true });
    } catch (error) {
      return json(400, { error: error instanceof Error ? error.message : String(error) });
    }
  };
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: `${JSON.stringify(value, null, 2)}\n` };
}
