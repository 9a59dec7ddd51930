import MailComposer from "nodemailer/lib/mail-composer/index.js";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { env } from "./env.ts";

/** A mail on its way out. */
export interface Message {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** `<…@…>`. */
  messageId: string;
  date: Date;
}

/** The server refused this very mail for good (5xx to its recipient or its content): sending it again would not help. */
export class MailRefusedError extends Error {}

/** The whole conversation, so that it is over before a claim on the mail ends. */
const CONVERSATION_MS = 30_000;

/** Sends over SMTP_URL; resolves with the server's 250. @throws MailRefusedError, or an error after which trying again makes sense */
export async function sendBySmtp(message: Message, milliseconds = CONVERSATION_MS): Promise<void> {
  const url = new URL(env().SMTP_URL as string);
  const composed = new MailComposer({
    ...message,
    from: env().MAIL_FROM,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  }).compile();
  const raw = await composed.build();
  const connection = new SMTPConnection(connectionOptions(url));
  let timer: NodeJS.Timeout | undefined;
  // A server that breaks off says so here, whatever step we are in.
  const broken = new Promise<never>((_, reject) => {
    connection.once("error", reject);
    connection.once("end", () => reject(new Error("The mail server closed the connection.")));
    timer = setTimeout(() => reject(new Error(`The mail server did not finish within ${milliseconds / 1000} s.`)), milliseconds);
  });
  broken.catch(() => undefined);
  connection.on("error", () => undefined);
  const step = (begin: (done: (error?: Error | null) => void) => void) =>
    Promise.race([broken, new Promise<void>((resolve, reject) => begin((error) => (error ? reject(error) : resolve())))]);
  try {
    await step((done) => connection.connect(done));
    const credentials = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
    if (url.username !== "") await step((done) => connection.login({ credentials }, done));
    await step((done) => connection.send({ from: composed.getEnvelope().from || "", to: [message.to] }, raw, done)).catch((error: unknown) => {
      throw isRefusal(error) ? new MailRefusedError((error as Error).message, { cause: error }) : error;
    });
    connection.quit();
  } finally {
    clearTimeout(timer);
    connection.close();
  }
}

/** Only this computer may be spoken to without TLS. */
function connectionOptions(url: URL): SMTPConnection.Options {
  const secure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLocal = host === "localhost" || host === "::1" || /^127\./.test(host);
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !isLocal,
    ignoreTLS: !secure && isLocal,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    dnsTimeout: 10_000,
  };
}

/** Refusing our login or our sender says something of the settings, not of this mail. */
function isRefusal(error: unknown): boolean {
  const { responseCode = 0, command = "" } = error as { responseCode?: number; command?: string };
  return responseCode >= 500 && /^(RCPT TO|DATA)/.test(command);
}
