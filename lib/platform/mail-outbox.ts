import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { sha256Hex } from "./crypto.ts";
import { env } from "./env.ts";
import type { Message } from "./mailer.ts";

/** A mail that lies in the demo's outbox instead of having left. */
export interface OutboxMail extends Omit<Message, "date"> {
  /** Its file's name without ".json". */
  id: string;
  from: string;
  /** ISO 8601. */
  date: string;
}

const ID = /^\d{13}-[\da-f]{16}$/;

function folder(): string {
  return resolve(env().RETENTBASE_DATA_DIR, "outbox");
}

/** Puts a mail into the outbox. The same Message-ID and date are the same file, so doing it twice leaves one. */
export async function writeToOutbox({ date, ...message }: Message): Promise<void> {
  const id = `${String(date.getTime()).padStart(13, "0")}-${sha256Hex(message.messageId).slice(0, 16)}`;
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const path = join(folder(), `${id}.json`);
  const mail: OutboxMail = { id, from: env().MAIL_FROM, date: date.toISOString(), ...message };
  await writeFile(`${path}.${process.pid}`, JSON.stringify(mail), { mode: 0o600 });
  await rename(`${path}.${process.pid}`, path);
}

/** The newest mails of the outbox. */
export async function readOutbox(most: number): Promise<OutboxMail[]> {
  const names = await readdir(folder()).catch(() => []);
  const ids = names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
  const newest = ids
    .filter((id) => ID.test(id))
    .sort()
    .reverse()
    .slice(0, most); // prettier-ignore
  return Promise.all(newest.map(async (id) => JSON.parse(await readFile(join(folder(), `${id}.json`), "utf8")) as OutboxMail));
}

/** One mail of the outbox, or null. */
export async function readOutboxMail(id: string): Promise<OutboxMail | null> {
  if (!ID.test(id)) return null;
  const text = await readFile(join(folder(), `${id}.json`), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as OutboxMail);
}
