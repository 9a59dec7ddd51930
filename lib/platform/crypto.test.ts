import { describe, expect, it } from "vitest";
import { crc32Base62, decrypt, encrypt, hashPassword, randomBase62, randomToken, sha256, sha256Hex, verifyPassword } from "#lib/platform/crypto.ts";

const key = Buffer.alloc(32, 1);

describe("encrypt", () => {
  it("is undone by decrypt with the same key and binding", () => {
    for (const text of ["", "rbs_secret", "ü🦊\0".repeat(1000)]) expect(decrypt(encrypt(text, key, "ws:kid"), key, "ws:kid")).toBe(text);
  });

  it("never makes the same bytes twice, and shows nothing of the text", () => {
    const sealed = Array.from({ length: 100 }, () => encrypt("rbs_secret", key, "b"));
    expect(new Set(sealed.map((bytes) => bytes.toString("hex"))).size).toBe(100);
    expect(sealed[0]?.toString("latin1")).not.toContain("rbs_");
    expect(sealed[0]?.length).toBe(12 + "rbs_secret".length + 16);
  });

  it("is refused under another key or another binding", () => {
    const sealed = encrypt("secret", key, "workspace-a:kid");
    expect(() => decrypt(sealed, Buffer.alloc(32, 2), "workspace-a:kid")).toThrow();
    for (const binding of ["workspace-b:kid", "workspace-a:kid2", ""]) expect(() => decrypt(sealed, key, binding)).toThrow();
  });

  it("is refused with any one bit changed, or bytes missing or added", () => {
    const sealed = encrypt("secret", key, "b");
    for (let i = 0; i < sealed.length * 8; i++) {
      const tampered = Buffer.from(sealed);
      tampered.writeUInt8(tampered.readUInt8(i >> 3) ^ (1 << (i & 7)), i >> 3);
      expect(() => decrypt(tampered, key, "b"), `bit ${i}`).toThrow();
    }
    expect(() => decrypt(sealed.subarray(0, -1), key, "b")).toThrow();
    expect(() => decrypt(Buffer.concat([sealed, Buffer.alloc(1)]), key, "b")).toThrow();
    expect(() => decrypt(Buffer.alloc(0), key, "b")).toThrow();
  });
});

describe("random texts", () => {
  it("use the whole alphabet, evenly", () => {
    const text = randomBase62(62_000);
    expect(text).toMatch(/^[0-9A-Za-z]{62000}$/);
    const counts = new Map<string, number>();
    for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
    expect(randomToken()).toMatch(/^[\w-]{43}$/);
  });
});

describe("hashes", () => {
  it("agree with their standards' vectors", () => {
    expect(sha256("abc").toString("hex")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256Hex("abc")).toBe(sha256("abc").toString("hex"));
    // CRC-32 of "123456789" is cbf43926.
    expect(
      [...crc32Base62("123456789")].reduce((sum, char) => sum * 62 + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(char), 0),
    ).toBe(0xcbf43926);
    expect(crc32Base62("")).toBe("000000");
  });

  it("of passwords are argon2id, salted, and fit their password alone", async () => {
    const [first, second] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword(first, "correct horse")).toBe(true);
    expect(await verifyPassword(first, "correct horse ")).toBe(false);
  });
});
