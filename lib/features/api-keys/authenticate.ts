import { singleton } from "#lib/core/singleton.ts";
import { sha256Hex } from "#lib/platform/crypto.ts";
import { asUnavailable, ledgerPool } from "#lib/platform/db.ts";
import { noteApiKeyUse } from "./flush-use.ts";
import { isApiKeyShaped } from "./internal/secret.ts";
import type { Principal } from "./model/api-key.ts";

/** A cached check is used for so long, then asked again in the background while it still serves… */
const FRESH_MS = 2_000;
/** …and never served beyond this, so that a revoked key or changed access is in force within 5 s everywhere. */
const SERVED_MS = 4_000;
const MAX_ENTRIES = 20_000;

interface Entry {
  principal: Principal;
  /** When the database was asked, not when it answered. */
  askedAt: number;
  validUntil: number;
  refreshing: boolean;
}

interface State {
  entries: Map<string, Entry>;
  loading: Map<string, Promise<Principal | null>>;
}

const state = (): State => singleton("api-keys.checked", () => ({ entries: new Map(), loading: new Map() }));

/**
 * The principal a presented API key opens, or null when it is unknown, revoked or expired.
 * Unknown keys are not remembered: a key works from the moment it exists.
 * @param options.cachedOnly answer null for a key that was not checked lately, without asking the database
 * @throws DomainError unavailable when the database is away and the key was not checked lately.
 */
export function authenticateApiKey(apiKey: string, { cachedOnly = false } = {}): Principal | null | Promise<Principal | null> {
  const { entries } = state();
  const hash = sha256Hex(apiKey);
  const entry = entries.get(hash);
  if (entry === undefined) return cachedOnly || !isApiKeyShaped(apiKey) ? null : load(hash);
  const now = Date.now();
  const age = now - entry.askedAt;
  // A clock set back makes the age negative; ask again rather than serve for ever.
  if (age >= SERVED_MS || age < 0 || now >= entry.validUntil) {
    entries.delete(hash);
    return load(hash);
  }
  if (age >= FRESH_MS && !entry.refreshing) {
    entry.refreshing = true;
    load(hash).catch(() => {
      entry.refreshing = false;
    });
  }
  noteApiKeyUse(entry.principal.workspaceId, entry.principal.apiKeyId, now);
  return entry.principal;
}

/** Asks the database, once for any number of callers that ask at the same time. */
function load(hash: string): Promise<Principal | null> {
  const { loading } = state();
  const running = loading.get(hash);
  if (running !== undefined) return running;
  const started = ask(hash).finally(() => loading.delete(hash));
  loading.set(hash, started);
  return started;
}

interface Row {
  workspace_id: string;
  api_key_id: string;
  api_key_name: string;
  environments: Principal["environments"];
  expires_at: string | null;
  revoked_at: string | null;
  slug: string;
  plan: Principal["plan"];
  access: Principal["access"];
  is_demo: boolean;
}

async function ask(hash: string): Promise<Principal | null> {
  const { entries } = state();
  const askedAt = Date.now();
  let row: Row | undefined;
  try {
    const found = await ledgerPool().query<Row>({
      name: "authenticate_api_key",
      text: "select * from authenticate_api_key(decode($1, 'hex'))",
      values: [hash],
    });
    row = found.rows[0];
  } catch (error) {
    throw asUnavailable(error);
  }
  const validUntil = row?.expires_at ? Date.parse(row.expires_at) : Number.POSITIVE_INFINITY;
  if (row === undefined || row.revoked_at !== null || validUntil <= askedAt) {
    entries.delete(hash);
    return null;
  }
  const principal: Principal = {
    workspaceId: row.workspace_id,
    slug: row.slug,
    plan: row.plan,
    access: row.access,
    isDemo: row.is_demo,
    apiKeyId: row.api_key_id,
    apiKeyName: row.api_key_name,
    environments: row.environments,
  };
  entries.delete(hash);
  if (entries.size >= MAX_ENTRIES) entries.delete(entries.keys().next().value as string);
  entries.set(hash, { principal, askedAt, validUntil, refreshing: false });
  noteApiKeyUse(principal.workspaceId, principal.apiKeyId, askedAt);
  return principal;
}
