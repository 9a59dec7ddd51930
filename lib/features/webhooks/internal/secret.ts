import { decrypt, encrypt, randomBase64 } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";

const SECRET_BYTES = 32;

interface Sealed {
  ciphertext: Uint8Array<ArrayBuffer>;
  encryptionKeyId: string;
}

/** A new secret for an endpoint (`whsec_…`), and the same encrypted with the first key of the ring, bound to workspace and endpoint. */
export function makeWebhookSecret(workspaceId: string, endpointId: string): { secret: string; sealed: Sealed } {
  const [encryptionKeyId, key] = [...env().ENCRYPTION_KEYS][0] as [string, Buffer];
  const secret = `whsec_${randomBase64(SECRET_BYTES)}`;
  return { secret, sealed: { ciphertext: new Uint8Array(encrypt(secret, key, bindingOf(workspaceId, endpointId))), encryptionKeyId } };
}

/** @throws when the key is missing from the ring, or the secret was moved from elsewhere. */
export function openWebhookSecret(
  workspaceId: string,
  endpointId: string,
  { ciphertext, encryptionKeyId }: { ciphertext: Uint8Array; encryptionKeyId: string },
): string {
  const key = env().ENCRYPTION_KEYS.get(encryptionKeyId);
  if (key === undefined) throw new Error(`ENCRYPTION_KEYS holds no key "${encryptionKeyId}", which encrypted the secret of a webhook endpoint.`);
  return decrypt(ciphertext, key, bindingOf(workspaceId, endpointId));
}

function bindingOf(workspaceId: string, endpointId: string): string {
  return `webhook:${workspaceId}:${endpointId}`;
}
