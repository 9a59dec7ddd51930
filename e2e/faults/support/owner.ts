import pg from "pg";

/** Runs `work` on a connection of the database's owner. */
export async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url });
  // The test may kill the database under it.
  owner.on("error", () => undefined);
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Ends every connection of the program, as an administrator would. */
export async function endSessionsOfProgram(owner: pg.Client): Promise<void> {
  await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'retentbase'");
}
