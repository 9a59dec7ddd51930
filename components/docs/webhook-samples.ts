/** A message as HTTP has it; the body is set out to be read, and comes without spaces. */
export function messageAsHttp({ headers, body }: { headers: [name: string, value: string][]; body: string }): string {
  const lines = ["POST /webhooks/retentbase HTTP/1.1", "content-type: application/json", ...headers.map(([name, value]) => `${name}: ${value}`)];
  return `${lines.join("\n")}\n\n${JSON.stringify(JSON.parse(body), null, 2)}`;
}

/** A whole receiver with the library of Standard Webhooks; Node 20 or newer. */
export const receiverWithLibrary = `// npm install standardwebhooks
// Start it with: RETENTBASE_WEBHOOK_SECRET=whsec_… node receiver.mjs
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.RETENTBASE_WEBHOOK_SECRET);

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8"); // as it came, before any JSON.parse

  let message;
  try {
    message = webhook.verify(body, request.headers);
  } catch {
    response.writeHead(400).end("not signed by RetentBase");
    return;
  }
  // Here: drop what you have seen (webhook-id), store the rest, and do the work after the answer.
  console.log(request.headers["webhook-id"], message.type, message.data.eventId ?? "");
  response.writeHead(204).end();
});
server.listen(process.env.PORT ?? 3000, () => console.log("Waiting for messages on port " + server.address().port));
`;

/** The check alone, with nothing but Node. */
export const verifyWithoutLibrary = `import { createHmac, timingSafeEqual } from "node:crypto";

/** The message, once it is certain that RetentBase sent it. body: the raw text of the request; secret: whsec_… */
export function verify(body, headers, secret) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age <= 300)) throw new Error("The webhook-timestamp is missing or more than five minutes away.");

  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key).update(id + "." + timestamp + "." + body).digest();
  const isSigned = (headers["webhook-signature"] ?? "").split(" ").some((entry) => {
    const [version, signature = ""] = entry.split(",");
    const given = Buffer.from(signature, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isSigned) throw new Error("No webhook-signature holds.");
  return JSON.parse(body);
}
`;

/** Signs a message as we do and posts it to the reader's own machine. */
export function sendToMyself({ id, body }: { id: string; body: string }): string {
  return `// Start it with: RETENTBASE_WEBHOOK_SECRET=whsec_… node send.mjs
import { createHmac } from "node:crypto";

const body = ${JSON.stringify(body)};
const id = "${id}";
const timestamp = String(Math.floor(Date.now() / 1000));
const key = Buffer.from(process.env.RETENTBASE_WEBHOOK_SECRET.replace("whsec_", ""), "base64");
const signature = createHmac("sha256", key).update(id + "." + timestamp + "." + body).digest("base64");

const response = await fetch(process.env.RECEIVER_URL ?? "http://localhost:3000/webhooks/retentbase", {
  method: "POST",
  headers: {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": "v1," + signature,
  },
  body,
});
console.log(response.status, await response.text());
`;
}
