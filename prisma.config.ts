import { defineConfig } from "prisma/config";

/** Read by Prisma's own tools only; the program connects through lib/platform/db.ts. */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
