/**
 * Ids: UUIDv7 (RFC 9562) in the database, outside a prefix, 22 characters of base58 and 2 of checksum, so that a
 * mistyped or foreign id is recognised without a look-up. Both forms sort by time.
 */

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BODY_LENGTH = 22;
const CHECKSUM_LENGTH = 2;

export type IdPrefix = "ws" | "wk" | "can" | "cxs" | "iss" | "evt" | "key" | "sec" | "usr" | "inv" | "sis" | "req" | "whe" | "msg";

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const pool = new Uint8Array(8192);
let poolOffset = pool.length;
let lastTime = 0;
let sequence = 0;

/** A new UUIDv7 at the given time (ms): time, a counter that keeps one process's ids in order within a millisecond, 62 random bits. */
export function uuidv7(now: number = Date.now()): string {
  if (poolOffset + 10 > pool.length) {
    crypto.getRandomValues(pool);
    poolOffset = 0;
  }
  const byte = (i: number) => pool[poolOffset + i] as number;
  if (now > lastTime) {
    lastTime = now;
    sequence = ((byte(8) << 8) | byte(9)) & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastTime++;
    sequence = 0;
  }
  const time = lastTime.toString(16).padStart(12, "0");
  const rand = 0x7000 | sequence;
  const hex = (i: number) => HEX[byte(i)] as string;
  const uuid = `${time.slice(0, 8)}-${time.slice(8)}-${rand.toString(16)}-${HEX[0x80 | (byte(0) & 0x3f)]}${hex(1)}-${hex(2)}${hex(3)}${hex(4)}${hex(5)}${hex(6)}${hex(7)}`;
  poolOffset += 10;
  return uuid;
}

/** The time (ms) inside a UUIDv7. */
export function timeOfUuid(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}

const DIGIT_PAIRS: readonly string[] = Array.from({ length: 58 ** 2 }, (_, n) => `${ALPHABET[Math.floor(n / 58)]}${ALPHABET[n % 58]}`);
const CHUNK = 58 ** 4;

/** 128 bits as 22 digits: long division by 58^4 over 16-bit limbs; BigInt took six times as long, once per API answer. */
function base58(uuid: string): string {
  const hex = uuid.replaceAll("-", "");
  const limbs: number[] = [];
  for (let i = 0; i < 32; i += 4) limbs.push(Number.parseInt(hex.slice(i, i + 4), 16));
  let text = "";
  for (let chunk = 0; chunk < 6; chunk++) {
    let remainder = 0;
    for (let i = 0; i < 8; i++) {
      const value = remainder * 65536 + (limbs[i] as number);
      limbs[i] = Math.floor(value / CHUNK);
      remainder = value % CHUNK;
    }
    text = `${DIGIT_PAIRS[Math.floor(remainder / 3364)]}${DIGIT_PAIRS[remainder % 3364]}${text}`;
  }
  // 24 digits were made; 2^128 < 58^22, so the first two are always zero ("1").
  return text.slice(2);
}

/** Largest prime below 58²: modulo a prime, no change of one character and no swap of two neighbours goes unnoticed. */
const CHECKSUM_PRIME = 3361;

/** A polynomial over prefix and body, as two base58 characters. */
function checksum(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum * 131 + text.charCodeAt(i)) % CHECKSUM_PRIME;
  return DIGIT_PAIRS[sum] as string;
}

/** `can_…` from a UUID. */
export function formatId(prefix: IdPrefix, uuid: string): string {
  const signed = `${prefix}_${base58(uuid)}`;
  return signed + checksum(signed);
}

/** The UUID of a prefixed id, or null when prefix, length, alphabet or checksum do not hold. */
export function parseId(prefix: IdPrefix, text: string): string | null {
  if (text.length !== prefix.length + 1 + BODY_LENGTH + CHECKSUM_LENGTH || !text.startsWith(`${prefix}_`)) return null;
  const signed = text.slice(0, -CHECKSUM_LENGTH);
  if (checksum(signed) !== text.slice(-CHECKSUM_LENGTH)) return null;
  let value = 0n;
  for (const char of signed.slice(prefix.length + 1)) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const hex = value.toString(16).padStart(32, "0");
  if (hex.length !== 32) return null;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new prefixed id and its UUID. */
export function newId(prefix: IdPrefix, now?: number): { uuid: string; id: string } {
  const uuid = uuidv7(now);
  return { uuid, id: formatId(prefix, uuid) };
}
