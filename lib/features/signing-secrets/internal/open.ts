import { decrypt } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";

interface Sealed {
  workspaceId: string;
  kid: string;
  ciphertext: Uint8Array;
  encryptionKeyId: string;
}

/** The secret itself. @throws when a key of the ring is missing. */
export function openSecret({ workspaceId, kid, ciphertext, encryptionKeyId }: Sealed): string {
  const key = env().ENCRYPTION_KEYS.get(encryptionKeyId);
  if (key === undefined) throw new Error(`ENCRYPTION_KEYS holds no key "${encryptionKeyId}", which encrypted the Signing Secret ${kid}.`);
  return decrypt(ciphertext, key, `${workspaceId}:${kid}`);
}
