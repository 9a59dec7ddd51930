import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { singleton } from "#lib/core/singleton.ts";
import { env } from "#lib/platform/env.ts";

/** Which session a link opens. Both are UUIDs. */
export interface SessionKey {
  workspaceId: string;
  id: string;
}

const ID_BYTES = 16;
const TAG_BYTES = 16;
/** 48 bytes. */
const TOKEN = /^[\w-]{64}$/;

/** A key of links alone from each key of the ring; the ring's first signs, every one verifies. */
const keys = () =>
  singleton("cancel-sessions.link-keys", () =>
    [...env().ENCRYPTION_KEYS.values()].map((key) => Buffer.from(hkdfSync("sha256", key, "", "retentbase cancel link 1", 32))),
  );

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex");

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function tagOf(key: Buffer, id: Buffer, workspace: Buffer): Buffer {
  return createHmac("sha256", key).update("link").update(id).update(workspace).digest().subarray(0, TAG_BYTES);
}

/** Hides the workspace, so that two links of one merchant have nothing in common; each session has its own mask. */
function masked(key: Buffer, id: Buffer, workspace: Buffer): Buffer {
  const mask = createHmac("sha256", key).update("mask").update(id).digest();
  return Buffer.from(workspace.map((byte, i) => byte ^ (mask[i] as number)));
}

/** The secret part of a session's link, by each key of the ring: the first is a new link's, another may be that of a link from before. */
export function linkTokens({ workspaceId, id }: SessionKey): [string, ...string[]] {
  const [session, workspace] = [bytesOf(id), bytesOf(workspaceId)];
  return keys().map((key) => Buffer.concat([session, masked(key, session, workspace), tagOf(key, session, workspace)]).toString("base64url")) as [
    string,
    ...string[],
  ];
}

/** The session that a token of ours names; null for everything else, found out without asking the database. */
export function readLinkToken(token: string): SessionKey | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  const session = bytes.subarray(0, ID_BYTES);
  for (const key of keys()) {
    const workspace = masked(key, session, bytes.subarray(ID_BYTES, 2 * ID_BYTES));
    if (timingSafeEqual(tagOf(key, session, workspace), bytes.subarray(2 * ID_BYTES))) return { workspaceId: uuidOf(workspace), id: uuidOf(session) };
  }
  return null;
}
