import pg from "pg";

/** A connection of the database's owner: for what the product itself may not do, such as locks and catalogue look-ups. */
export async function connectAsOwner(): Promise<pg.Client> {
  return connect(process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL);
}

/** A connection with exactly the rights of the program: its login, in its role. */
export async function connectAsProgram(): Promise<pg.Client> {
  return connect(process.env.DATABASE_URL, "-c role=retentbase_app");
}

/** One statement as the owner. */
export async function ownerQuery<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = await connectAsOwner();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function connect(connectionString: string | undefined, options?: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, options });
  await client.connect();
  return client;
}
