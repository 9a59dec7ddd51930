import { crc32Base62, randomBase62 } from "#lib/platform/crypto.ts";

const SHAPE = /^rbk_[0-9A-Za-z]{38}$/;

/** A new API key: `rbk_`, 32 random base62 characters, 6 of CRC-32 over what precedes them. */
export function makeApiKeySecret(): string {
  const body = `rbk_${randomBase62(32)}`;
  return body + crc32Base62(body);
}

/** Whether a text can be one of our keys at all; spares the database every typo and every scanner. */
export function isApiKeyShaped(text: string): boolean {
  return SHAPE.test(text) && crc32Base62(text.slice(0, 36)) === text.slice(36);
}
