import { PrismaPg } from "@prisma/adapter-pg";
import { singleton } from "#lib/core/singleton.ts";
import { type Prisma, PrismaClient } from "#prisma/client.ts";
import { asUnavailable, pool } from "./db.ts";

/** A transaction of the typed client; every verb that changes configuration works in one. */
export type Transaction = Prisma.TransactionClient;

function client(): PrismaClient {
  // The adapter borrows the pool's connections, so role, time-outs and size are those of lib/platform/db.ts.
  return singleton("prisma", () => new PrismaClient({ adapter: new PrismaPg(pool(), { disposeExternalPool: false }) }));
}

/** One transaction that sees only the given workspace (row level security). @throws DomainError unavailable */
export function withWorkspace<T>(workspaceId: string, work: (db: Transaction) => Promise<T>): Promise<T> {
  return transaction("app.workspace_id", workspaceId, work);
}

/** One transaction that sees the memberships of the given user. @throws DomainError unavailable */
export function withUser<T>(userId: string, work: (db: Transaction) => Promise<T>): Promise<T> {
  return transaction("app.user_id", userId, work);
}

/** One transaction over the directory tables (users, sign-in sessions, workspaces) only. @throws DomainError unavailable */
export function withDirectory<T>(work: (db: Transaction) => Promise<T>): Promise<T> {
  return transaction(null, "", work);
}

async function transaction<T>(setting: string | null, value: string, work: (db: Transaction) => Promise<T>): Promise<T> {
  try {
    return await client().$transaction(async (db) => {
      if (setting !== null) await db.$queryRaw`select set_config(${setting}, ${value}, true)`;
      return work(db);
    });
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** Whether an error is a broken unique constraint. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === "P2002";
}
