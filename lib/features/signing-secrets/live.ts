import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { openSecret } from "./internal/open.ts";
import { signingSecretState } from "./model/signing-secret.ts";

interface SigningSecret {
  environment: Environment;
  kid: string;
  secret: string;
}

/**
 * The Signing Secrets that are accepted now, decrypted, newest last: the newest of an environment signs, every one verifies.
 * For the program itself and its operator; a person sees one through `revealSigningSecret`, which is written down.
 * @throws when a key of the ring is missing.
 */
export async function liveSigningSecrets({ ctx }: { ctx: WorkspaceContext }): Promise<SigningSecret[]> {
  const workspaceId = ctx.workspace.id;
  const rows = await withWorkspace(workspaceId, (db) =>
    db.signingSecret.findMany({ where: { workspaceId, retiredAt: null }, orderBy: [{ environment: "asc" }, { createdAt: "asc" }, { id: "asc" }] }),
  );
  const now = ctx.clock.now();
  return rows
    .filter((row) => signingSecretState(row, now) !== "retired")
    .map((row) => ({ environment: row.environment as Environment, kid: row.kid, secret: openSecret(row) }));
}
