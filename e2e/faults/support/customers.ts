import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** What the customers were told. */
export interface Told {
  /** Session id → the outcome that its customer saw acknowledged. */
  outcomes: Map<string, "churned" | "recovered">;
  /** Links that were given out. */
  links: Set<string>;
  /** Answers that must not happen. */
  offences: string[];
  /** Requests that got no answer, or a 503, and were sent again. */
  retries: number;
}

export interface Customers {
  told: Told;
  /** Waits until so many sessions more were finished. @throws after `milliseconds` */
  more(count: number, milliseconds?: number): Promise<void>;
  /** Lets everybody finish what they have begun. */
  finish(): Promise<void>;
}

/** Customers who each go through one session after the other, and send again whatever was cut off, as browsers and people do. */
export function startCustomers({ url, apiKey, count }: { url: string; apiKey: string; count: number }): Customers {
  const told: Told = { outcomes: new Map(), links: new Set(), offences: [], retries: 0 };
  let stopping = false;

  async function insist(path: string, init: RequestInit): Promise<Response> {
    for (;;) {
      try {
        const answer = await fetch(path.startsWith("http") ? path : url + path, { redirect: "manual", signal: AbortSignal.timeout(20_000), ...init });
        if (answer.status !== 503) return answer;
        await answer.body?.cancel();
      } catch {
        // Cut off by the kill.
      }
      told.retries++;
      await sleep(20);
    }
  }

  async function goThrough(): Promise<void> {
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json", "idempotency-key": randomUUID() };
    const linked = await insist("/api/v1/cancel-link", { method: "POST", headers, body: JSON.stringify({ userId: randomUUID(), customerType: "b2b" }) });
    const link = (await linked.json()) as { url: string; session_id: string };
    if (linked.status !== 200) return void told.offences.push(`link: ${linked.status} ${JSON.stringify(link)}`);
    told.links.add(link.session_id);
    const opened = await insist(link.url, {});
    await opened.text();
    if (opened.status !== 200) return void told.offences.push(`open: ${opened.status}`);
    const wants = Math.random() < 0.5 ? "churned" : "recovered";
    const press = async (place: string, action: string) => {
      const answer = await insist(link.url + place, { method: "POST", body: new URLSearchParams({ do: action, reasonKey: "other" }) });
      await answer.text();
      if (answer.status !== 303) told.offences.push(`${action}: ${answer.status}`);
      return new URL(answer.headers.get("location") ?? "/", url).pathname;
    };
    await press("", "continue");
    // Two tabs, the same wish.
    const [first, second] = await Promise.all([0, 1].map(() => press("/confirm", wants === "churned" ? "confirm" : "keep")));
    if (!first?.endsWith("/receipt") || !second?.endsWith("/receipt")) return void told.offences.push(`led to ${first} and ${second}`);
    told.outcomes.set(link.session_id, wants);
  }

  const all = Array.from({ length: count }, async () => {
    while (!stopping) await goThrough();
  });
  return {
    told,
    async more(wanted, milliseconds = 120_000) {
      const until = told.outcomes.size + wanted;
      const deadline = performance.now() + milliseconds;
      while (told.outcomes.size < until) {
        if (performance.now() > deadline)
          throw new Error(`only ${told.outcomes.size} of ${until} sessions were finished; ${told.offences.slice(0, 3).join("; ")}`);
        await sleep(20);
      }
    },
    async finish() {
      stopping = true;
      await Promise.all(all);
    },
  };
}
