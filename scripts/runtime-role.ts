import pg from "pg";

/** The login that the server gets on databases of ours; it may take on retentbase_app and nothing else. */
const LOGIN = "retentbase_runtime";

/**
 * Makes the runtime's login, or gives it this password again; the migrations must have been applied.
 * @returns the address for DATABASE_URL.
 */
export async function ensureRuntimeLogin(ownerUrl: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    // Logins belong to the whole server: two demos may meet here.
    await client.query("select pg_advisory_xact_lock(hashtext($1))", [LOGIN]);
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [LOGIN]);
    const verb = rowCount === 0 ? "create" : "alter";
    await client.query(`${verb} role ${LOGIN} login nosuperuser nocreatedb nocreaterole nobypassrls noinherit password ${client.escapeLiteral(password)}`);
    await client.query(`grant retentbase_app to ${LOGIN}`);
    await client.query("commit");
  } finally {
    await client.end();
  }
  const address = new URL(ownerUrl);
  address.username = LOGIN;
  address.password = password;
  return address.href;
}
