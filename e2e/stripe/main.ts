import { parseArgs } from "node:util";
import { type LocalStripeOptions, startLocalStripe } from "./start.ts";

const HELP = `A Stripe for trying things out: it keeps state, bills, declines and sends events. Nothing of it reaches stripe.com.

node e2e/stripe/main.ts [options]

  --port NUMBER       4340 unless said otherwise; 0 takes a free one. It listens on 127.0.0.1 only
  --data FILE         keeps everything over restarts, undelivered events too
  --webhook URL       sends all events there, signed with the secret
  --secret whsec_…    that secret
  --key sk_test_…     the only secret key that is accepted; without it every well-formed one of test mode is
  --catalogue         makes two products with four prices
  --until-input-ends  ends when its standard input does
  --help              says this

Controls, cards and what is simplified: e2e/stripe/README.md`;

const OPTIONS = {
  port: { type: "string", default: "4340" },
  data: { type: "string" },
  webhook: { type: "string" },
  secret: { type: "string" },
  key: { type: "string" },
  catalogue: { type: "boolean", default: false },
  "until-input-ends": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

function refuse(message: string): never {
  console.error(`${message}\nnode e2e/stripe/main.ts --help says what there is.`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function serverOptions({ data, webhook, secret, key, catalogue, port: given }: ReturnType<typeof readOptions>): LocalStripeOptions {
  if ((webhook === undefined) !== (secret === undefined)) {
    refuse("--webhook and --secret belong together: the address that events are sent to, and the secret that they are signed with.");
  }
  if (webhook !== undefined && !/^https?:$/.test(URL.canParse(webhook) ? new URL(webhook).protocol : "")) refuse(`--webhook ${webhook} is not a web address.`);
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535) refuse(`--port ${given} is not a port.`);
  if (key !== undefined && !/^sk_test_\w{8,}$/.test(key)) refuse("--key is not a secret key of test mode: sk_test_ and at least eight letters or digits.");
  return {
    port,
    catalogue,
    ...(data !== undefined && { dataFile: data }),
    ...(key !== undefined && { secretKey: key }),
    ...(webhook !== undefined && secret !== undefined && { webhook: { url: webhook, secret } }),
  };
}

function cannotStart(error: unknown, port: number | undefined): never {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: String(error) };
  if (code === "EADDRINUSE")
    console.error(`Port ${port} is taken: something listens there already. Choose another one with --port, or --port 0 for a free one.`);
  else if (code === "EACCES" && message.includes("listen")) console.error(`Port ${port} needs rights that this user has not got. Choose one above 1023.`);
  else console.error(`The local Stripe cannot start: ${message}`);
  process.exit(1);
}

const values = readOptions();
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const options = serverOptions(values);
const stripe = await startLocalStripe(options).catch((error: unknown) => cannotStart(error, options.port));
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
