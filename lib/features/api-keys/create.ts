import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { type Transaction, withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { makeApiKeySecret } from "./internal/secret.ts";

interface Input {
  name: string;
  /** "sandbox" makes a key that may not touch prod. */
  environments: "any" | "sandbox";
  expiresAt?: Date;
}

interface Created {
  /** `key_…`. */
  id: string;
  /** The key itself; only its SHA-256 is stored, so this is the one time it is seen. */
  apiKey: string;
}

/** Makes an API key. @throws DomainError validation_failed for a bad name. */
export function createApiKey({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<Created> {
  return withWorkspace(ctx.workspace.id, (db) => createApiKeyIn(db, { ctx, input }));
}

/** The same inside a transaction that is already the workspace's. */
export async function createApiKeyIn(db: Transaction, { ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<Created> {
  const name = input.name.trim();
  if (name.length < 1 || name.length > 255) throw invalidField("name", "length", "must be 1 to 255 characters");
  const workspaceId = ctx.workspace.id;
  const now = ctx.clock.now();
  const id = uuidv7(now);
  const apiKey = makeApiKeySecret();
  await db.apiKey.create({
    data: { workspaceId, id, name, environments: input.environments, last4: apiKey.slice(-4), createdAt: new Date(now), expiresAt: input.expiresAt ?? null },
  });
  // createMany asks for nothing back: the program may insert into the directory, not read it.
  await db.apiKeyDirectory.createMany({ data: [{ keyHash: new Uint8Array(sha256(apiKey)), workspaceId, apiKeyId: id }] });
  await recordAudit(db, ctx, workspaceId, { action: "api_key.created", target: formatId("key", id), detail: { name, environments: input.environments } });
  return { id: formatId("key", id), apiKey };
}
