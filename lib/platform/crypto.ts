import { createCipheriv, createDecipheriv, createHash, createHmac, hash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import { hash as argon2Hash, verify as argon2Verify } from "@node-rs/argon2";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** SHA-256 as bytes. */
export function sha256(data: string | Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}

/** SHA-256 as hex; the one-shot form, three times as fast on short strings. */
export function sha256Hex(text: string): string {
  return hash("sha256", text, "hex");
}

/** `length` random characters of base62, each uniform. */
export function randomBase62(length: number): string {
  let text = "";
  for (let i = 0; i < length; i++) text += BASE62[randomInt(62)];
  return text;
}

/** CRC-32 of a text as six base62 characters; lets a mistyped key be refused without a look-up. */
export function crc32Base62(text: string): string {
  let rest = crc32(text);
  let out = "";
  for (let i = 0; i < 6; i++) {
    out = BASE62[rest % 62] + out;
    rest = Math.floor(rest / 62);
  }
  return out;
}

/** A random token for a cookie or link: 32 bytes, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** So many random bytes, in base64. */
export function randomBase64(bytes: number): string {
  return randomBytes(bytes).toString("base64");
}

/**
 * AES-256-GCM. Layout: 12 bytes nonce, ciphertext, 16 bytes tag.
 * @param boundTo what the ciphertext belongs to; decrypting with another value fails.
 */
export function encrypt(plaintext: string, key: Buffer, boundTo: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the key, the binding or the ciphertext is not the one it was encrypted with. */
export function decrypt(sealed: Uint8Array, key: Buffer, boundTo: string): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
}

/** argon2id with the library's defaults (19 MiB, 2 passes), as OWASP advises. */
export function hashPassword(password: string): Promise<string> {
  return argon2Hash(password);
}

export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return argon2Verify(stored, password);
}

/** HMAC-SHA-256 as base64url: says later that a text came from us. */
export function signText(text: string, key: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSameText(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}

/** The same for bytes. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
