import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { healthReport } from "#lib/features/health/model/report.ts";

it("is described by docs/health.schema.json (after a change: npx vitest run --project unit health -u)", async () => {
  const schema = { title: "GET /api/health?deep=1", ...z.toJSONSchema(healthReport) };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(process.cwd(), "docs/health.schema.json"));
});
