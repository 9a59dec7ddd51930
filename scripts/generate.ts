import { spawnSync } from "node:child_process";
import { ensureMailBundle } from "#scripts/mail-bundle.ts";

/**
 * Generates what is not committed, after install: the Prisma client into generated/prisma, the mail templates into generated/mail.js.
 * Prisma would download its schema engine first; naming any executable keeps it offline, and `generate` never calls it.
 */
const result = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
  encoding: "utf8",
});
if (result.status !== 0) {
  console.error(`prisma generate failed:\n${result.stdout}\n${result.stderr}`);
  process.exit(1);
}
await ensureMailBundle();
