import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contentSecurityPolicy, TOAST_STYLE_HASHES } from "./content-security-policy.ts";

const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

test("the installed toasts bring exactly the style sheet that the policy allows", () => {
  const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
  const styles = [...source.matchAll(/^__insertCSS\(("(?:[^"\\]|\\.)*")\);$/gm)].map((match) => JSON.parse(match[1] ?? '""') as string);
  expect(["", ...styles].map(hashOf)).toEqual(TOAST_STYLE_HASHES);
});

test("style elements need the nonce or one of these hashes; scripts need the nonce", () => {
  const policy = contentSecurityPolicy("abc", false);
  expect(policy).toContain(`style-src 'self' 'nonce-abc' ${TOAST_STYLE_HASHES.map((hash) => `'${hash}'`).join(" ")};`);
  expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
});
