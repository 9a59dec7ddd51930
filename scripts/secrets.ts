import { randomBytes, randomUUID } from "node:crypto";
import { chmod, mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DEMO_SECRET_PREFIX } from "#lib/platform/env.ts";
import { ScriptError } from "#scripts/script-error.ts";

const schema = z.object({
  databaseOwnerPassword: z.string(),
  databaseRuntimePassword: z.string(),
  nextauthSecret: z.string(),
  encryptionKeys: z.string(),
  /** Password of the demo's owner. */
  ownerPassword: z.string(),
  /** The sandbox keys that the demo made, by workspace id: the database keeps only their hashes. */
  sandboxApiKeys: z.record(z.string(), z.string()).default({}),
  /** Databases of other servers (host, port and name) that the demo has set up with these secrets. */
  databases: z.array(z.string()).default([]),
});

/** Everything secret that the demo makes up; lies in secrets.json of its data folder, readable by its owner alone. */
export type Secrets = z.infer<typeof schema>;

/** A password of 144 bits that needs no escaping in URLs, SQL or shells. */
function newPassword(): string {
  return randomBytes(18).toString("base64url");
}

/**
 * The secrets of a data folder, or undefined when it has none yet.
 * @throws ScriptError when the file cannot be read or is not ours.
 */
export async function readSecrets(dataDir: string): Promise<Secrets | undefined> {
  const path = secretsPath(dataDir);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ScriptError(`${path} cannot be read (${(error as Error).message}). Was the demo started by another user before?`, { cause: error });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ScriptError(`${path} is damaged. Restore it, or remove the whole folder ${dataDir} to begin anew.`, { cause });
  }
}

/** The secrets of a data folder, made up and written on first use; folder and file are created. */
export async function ensureSecrets(dataDir: string): Promise<Secrets> {
  const found = await readSecrets(dataDir);
  if (found) return found;
  const made: Secrets = {
    databaseOwnerPassword: newPassword(),
    databaseRuntimePassword: newPassword(),
    nextauthSecret: DEMO_SECRET_PREFIX + randomBytes(32).toString("base64url"),
    encryptionKeys: `${DEMO_SECRET_PREFIX}${randomBytes(3).toString("hex")}:${randomBytes(32).toString("base64")}`,
    ownerPassword: newPassword(),
    sandboxApiKeys: {},
    databases: [],
  };
  await writeSecrets(dataDir, made);
  return made;
}

/** Replaces secrets.json as a whole: after a crash either the old or the new file is there. */
export async function writeSecrets(dataDir: string, secrets: Secrets): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = join(dataDir, `.secrets-${randomUUID()}.json`);
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(draft, 0o600);
  await rename(draft, secretsPath(dataDir));
}

function secretsPath(dataDir: string): string {
  return join(dataDir, "secrets.json");
}
