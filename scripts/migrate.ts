import { migrateDatabase } from "#lib/jobs/migrate-database.ts";
import { withDatabase } from "#scripts/demo-environment.ts";
import { exitWith } from "#scripts/exit-with.ts";

/** `npm run db:migrate`: applies what is pending to DATABASE_OWNER_URL, else DATABASE_URL, else the demo's database. */
try {
  if (process.env.DATABASE_OWNER_URL) await migrate();
  else await withDatabase(migrate);
} catch (error) {
  exitWith(error);
}

async function migrate(): Promise<void> {
  const url = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL || "";
  const applied = await migrateDatabase(url, { onApplied: (name, milliseconds) => console.log(`applied ${name} in ${milliseconds} ms`) });
  console.log(applied.length === 0 ? "Nothing to do: every migration is applied." : `${applied.length} applied.`);
}
