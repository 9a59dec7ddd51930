import { spawnSync } from "node:child_process";

/**
 * Generates the Prisma client into generated/prisma (after install; not committed).
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
