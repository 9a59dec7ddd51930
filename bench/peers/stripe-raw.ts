import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

// The limit: what node:http can do that checks Stripe's signature, writes one row and commits, and nothing else.

const db = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const secret = process.env.SECRET as string;

function isSigned(body: Buffer, header: string): boolean {
  const [, at] = /(?:^|,)t=(\d+)/.exec(header) ?? [];
  const [, given = ""] = /(?:^|,)v1=([0-9a-f]{64})/.exec(header) ?? [];
  const expected = createHmac("sha256", secret).update(`${at}.`).update(body).digest();
  return given !== "" && timingSafeEqual(expected, Buffer.from(given, "hex"));
}

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", async () => {
    const answer = (status: number) => res.writeHead(status, { "Content-Length": 2 }).end("{}");
    try {
      const body = Buffer.concat(chunks);
      if (!isSigned(body, String(req.headers["stripe-signature"]))) return answer(400);
      const { id, type, created, data } = JSON.parse(body.toString()) as { id: string; type: string; created: number; data: { object: { customer: string } } };
      await db.query({
        name: "insert",
        text: "insert into raw.stripe_events values ($1, $2, $3, to_timestamp($4), now()) on conflict do nothing",
        values: [id, type, data.object.customer, created],
      });
      answer(200);
    } catch {
      answer(500);
    }
  });
});

// As ours: a sender that has been idle must not find its connection closed.
server.keepAliveTimeout = 65_000;
server.listen(Number(process.env.PORT), "127.0.0.1");
