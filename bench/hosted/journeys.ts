import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

interface Answer {
  status: number;
  text: string;
}

interface Options {
  origin: string;
  apiKey: string;
  customers: number;
  seconds: number;
}

/**
 * Customers who each go the whole way, one session after the other: link, first page, reason, confirmation, receipt, return.
 * @returns whole journeys a second, and the median of one in ms; throws when any answer is not what it should be
 */
export async function journeysPerSecond({ origin, apiKey, customers, seconds }: Options): Promise<{ rate: number; p50: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: customers });
  const { hostname, port } = new URL(origin);
  let stopping = false;
  const durations: number[] = [];

  function call(method: string, path: string, type: string, body: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${apiKey}`, "content-type": type, "content-length": Buffer.byteLength(body) };
      const req = request({ agent, hostname, port, method, path, headers }, (res) => {
        let text = "";
        res.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        res.on("end", () => resolve({ status: res.statusCode ?? 0, text }));
      });
      req.on("error", reject);
      req.end(body);
    });
  }

  async function expectStatus(wanted: number, method: string, path: string, type = "", body = ""): Promise<Answer> {
    const answer = await call(method, path, type, body);
    if (answer.status !== wanted) throw new Error(`${method} answered ${answer.status} instead of ${wanted}: ${answer.text.slice(0, 200)}`);
    return answer;
  }

  async function goThrough(): Promise<void> {
    // Somebody new each time: who comes back is not asked for the reason again.
    const link = { userId: randomUUID(), customerType: "b2b" };
    const { text } = await expectStatus(200, "POST", "/api/v1/cancel-link", "application/json", JSON.stringify(link));
    const path = new URL((JSON.parse(text) as { url: string }).url).pathname;
    const form = "application/x-www-form-urlencoded";
    await expectStatus(200, "GET", path);
    await expectStatus(303, "POST", path, form, "do=continue&reasonKey=too_expensive");
    await expectStatus(200, "GET", `${path}/confirm`);
    await expectStatus(303, "POST", `${path}/confirm`, form, "do=confirm");
    await expectStatus(200, "GET", `${path}/receipt`);
    await expectStatus(303, "POST", `${path}/receipt`, form, "do=return");
  }

  const all = Array.from({ length: customers }, async () => {
    while (!stopping) {
      const from = performance.now();
      await goThrough();
      durations.push(performance.now() - from);
    }
  });
  const from = performance.now();
  await Promise.race([sleep(seconds * 1000), ...all]);
  const rate = durations.length / ((performance.now() - from) / 1000);
  stopping = true;
  await Promise.all(all);
  agent.destroy();
  durations.sort((a, b) => a - b);
  return { rate, p50: durations[durations.length >> 1] ?? Number.NaN };
}
