import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SchemaContainer } from "@prisma/schema-engine-wasm";
import { exitWith } from "#scripts/exit-with.ts";
import { diffSchemas } from "#scripts/schema-diff.ts";
import { ScriptError } from "#scripts/script-error.ts";

/** `npm run db:migration NAME`: writes the SQL that leads from the committed Prisma schema to the edited one. */

const SCHEMA = "prisma/schema";

const HEADER = `-- What the Prisma schema says. Add by hand what it cannot say: row level security (enable, force, one policy a role
-- and command), grants to retentbase_app, check constraints, functions. lib/platform/migrations.ts runs this file whole,
-- in one transaction. Then delete this comment and say in one line what the migration is for.
`;

try {
  await main(process.argv[2] ?? "");
} catch (error) {
  exitWith(error);
}

async function main(name: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]{2,60}$/.test(name))
    throw new ScriptError("Name the migration with lower-case letters, digits and underscores, like: npm run db:migration add_offers");
  const sql = await diffSchemas(committedSchema(), editedSchema());
  if (sql === undefined)
    throw new ScriptError(`Nothing to do: ${SCHEMA} is as committed. Edit it first, or write a migration of plain SQL by hand.`, { exitCode: 1 });
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join("prisma", "migrations", `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), `${HEADER}\n${sql.trim()}\n`);
  console.log(`Wrote ${join(folder, "migration.sql")}. Complete it by hand, then: npm run db:migrate`);
}

function editedSchema(): SchemaContainer[] {
  return globSync(`${SCHEMA}/**/*.prisma`).map((path) => ({ path, content: readFileSync(path, "utf8") }));
}

function committedSchema(): SchemaContainer[] {
  try {
    const list = git("ls-tree", "-r", "--name-only", "HEAD", "--", SCHEMA);
    const paths = list.split("\n").filter((path) => path.endsWith(".prisma"));
    return paths.map((path) => ({ path, content: git("show", `HEAD:./${path}`) }));
  } catch {
    return [];
  }
}

function git(...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
