import { parseArgs } from "node:util";
import { startLocalStripe } from "./start.ts";

/** `node e2e/stripe/main.ts --port 4340 [--data FILE] [--webhook URL --secret whsec_…] [--key sk_test_…] [--catalogue] [--until-input-ends]` */

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4340" },
    data: { type: "string" },
    webhook: { type: "string" },
    secret: { type: "string" },
    key: { type: "string" },
    catalogue: { type: "boolean", default: false },
    "until-input-ends": { type: "boolean", default: false },
  },
});

const { data, webhook, secret, key } = values;
if ((webhook === undefined) !== (secret === undefined)) {
  console.error("--webhook and --secret belong together: the address that events are sent to, and the secret that they are signed with.");
  process.exit(2);
}
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port ${values.port} is not a port.`);
  process.exit(2);
}

const stripe = await startLocalStripe({
  port,
  catalogue: values.catalogue,
  ...(data !== undefined && { dataFile: data }),
  ...(key !== undefined && { secretKey: key }),
  ...(webhook !== undefined && secret !== undefined && { webhook: { url: webhook, secret } }),
});
console.log(`Local Stripe: ${stripe.url} (no real payments). Secret key: ${stripe.secretKey}`);

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  void stripe.close().then(() => process.exit(0));
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, end);
// Whoever started it holds its input; it ends with them, however they end.
if (values["until-input-ends"]) process.stdin.resume().on("end", end);
