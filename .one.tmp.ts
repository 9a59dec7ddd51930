import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { startThrowawayPostgres } from "#scripts/throwaway-database.ts";
const pg = await startThrowawayPostgres();
const r = spawnSync("vitest", ["run", "--project", process.argv[2]!, ...process.argv.slice(3)], { stdio: "inherit", env: { ...process.env, DATABASE_URL: pg.url, DATABASE_OWNER_URL: pg.ownerUrl, FAULTS: process.env.FAULTS ?? "short", NEXTAUTH_SECRET: randomBytes(32).toString("base64url"), ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}` } });
await pg.remove();
process.exit(r.status ?? 1);
