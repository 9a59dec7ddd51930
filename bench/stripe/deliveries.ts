import { createHmac, randomInt, randomUUID } from "node:crypto";

/** The endpoint's secret in every part of the bench. */
export const SECRET = "whsec_new";

/** An event that Stripe told; what is sent is this under another id. */
type Template = { id: string };

/** How many deliveries wait to be drawn from: what lies that far apart may change places. */
const SHUFFLED = 200;

/**
 * Signed deliveries as in life: events of customers' histories under ids of their own, each once to five times, out of order.
 * @returns the next delivery, a whole HTTP call
 */
export function deliveryMaker(templates: readonly Template[]): () => string {
  const waiting: { template: Template; id: string }[] = [];
  return () => {
    while (waiting.length < SHUFFLED) {
      const event = { template: templates[randomInt(templates.length)] as Template, id: `evt_${randomUUID().replaceAll("-", "")}` };
      for (let copies = randomInt(1, 6); copies > 0; copies--) waiting.push(event);
    }
    const [{ template, id }] = waiting.splice(randomInt(waiting.length), 1) as [{ template: Template; id: string }];
    // As Stripe lays it out.
    const body = JSON.stringify({ ...template, id }, null, 2);
    const at = Math.floor(Date.now() / 1000);
    const signature = createHmac("sha256", SECRET).update(`${at}.${body}`).digest("hex");
    // The sender writes a byte for each character.
    const bytes = Buffer.from(body).toString("latin1");
    return `POST /api/stripe/webhook HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json; charset=utf-8\r\nStripe-Signature: t=${at},v1=${signature}\r\nContent-Length: ${bytes.length}\r\n\r\n${bytes}`;
  };
}
