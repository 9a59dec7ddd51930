import pino from "pino";
import { singleton } from "#lib/core/singleton.ts";
import { env } from "./env.ts";

/** Paths that never reach a log line: credentials, and what customers wrote. */
const redact = ["authorization", "cookie", "apiKey", "password", "secret", "token", "reasonText", "metadata", "userId", "email"].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);
redact.push('headers["x-api-key"]', '*.headers["x-api-key"]', 'headers["set-cookie"]', "DATABASE_URL", "*.DATABASE_URL");

/** So many bytes of log wait for room at most; lines beyond are dropped. */
const MAX_WAITING = 1_000_000;

/** Standard output. Where it cannot be written, because its disk is full, lines are lost and not the requests that they are about. */
function output(): pino.DestinationStream {
  const destination = pino.destination({ dest: 1, sync: true, maxLength: MAX_WAITING });
  destination.on("error", () => undefined);
  return destination;
}

/** The process's log: JSON lines on standard output, with the request id in every line about a request. */
export function logger(): pino.Logger {
  return singleton("logger", () =>
    pino(
      {
        level: env().LOG_LEVEL,
        base: { pid: process.pid },
        redact: { paths: redact, censor: "[redacted]" },
        timestamp: pino.stdTimeFunctions.isoTime,
        serializers: { err: pino.stdSerializers.err },
      },
      output(),
    ),
  );
}
