import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** What the server answers: null takes it, a number refuses with that code. */
type Answer = number | null;

interface Manners {
  /** Asked for each recipient. */
  recipient?: (address: string) => Answer | Promise<Answer>;
  /** Asked when a mail has arrived whole; it counts as accepted from here on, whether or not the answer reaches the client. */
  content?: (mail: ParsedMail) => Answer | Promise<Answer>;
}

/** A mail server that keeps what it accepts. */
export interface TestSmtpServer {
  url: string;
  port: number;
  accepted: ParsedMail[];
  /** How it behaves from now on; at first it takes everything. */
  behave(manners: Manners): void;
  /** Ends it and breaks open connections off. */
  stop(): Promise<void>;
}

/** Starts an SMTP server on this computer. @param port default: a free one */
export async function startSmtpServer(port = 0): Promise<TestSmtpServer> {
  let manners: Manners = {};
  const accepted: ParsedMail[] = [];
  const refusal = (code: Answer) => (code === null ? null : Object.assign(new Error(`refused with ${code}`), { responseCode: code }));
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 1,
    onRcptTo: ({ address }, _session, done) => {
      Promise.resolve(manners.recipient?.(address) ?? null).then((code) => done(refusal(code)), done);
    },
    onData: (stream, _session, done) => {
      simpleParser(stream)
        .then(async (mail) => {
          const code = (await manners.content?.(mail)) ?? null;
          if (code === null && !accepted.includes(mail)) accepted.push(mail);
          done(refusal(code));
        })
        .catch(done);
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: own } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${own}`,
    port: own,
    accepted,
    behave: (next) => {
      manners = next;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
