import { withDirectory } from "#lib/platform/prisma.ts";
import { publicResultKeys } from "./internal/result-keys.ts";

/** A JSON Web Key Set (RFC 7517). */
export interface KeySet {
  keys: { kty: "OKP"; crv: "Ed25519"; x: string; kid: string; alg: "EdDSA"; use: "sig" }[];
}

/** The public keys that verify a workspace's results; empty where it signs with its Signing Secret; null for an unknown workspaceKey. */
export async function resultKeySet(workspaceKey: string): Promise<KeySet | null> {
  const workspace = await withDirectory((db) => db.workspace.findUnique({ where: { workspaceKey }, select: { id: true } }));
  if (workspace === null) return null;
  const keys = await publicResultKeys(workspace.id);
  return { keys: keys.map(({ kid, jwk }) => ({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, kid, alg: "EdDSA", use: "sig" })) };
}
