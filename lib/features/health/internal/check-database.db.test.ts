import { describe, expect, it } from "vitest";
import { ledgerPool, pool } from "#lib/platform/db.ts";
import { setUpHealth } from "#lib/testing/health-facts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";

/** The check of the database. */

const { look } = setUpHealth();

describe("the database", () => {
  it("lacks a migration", async () => {
    const [last] = await ownerQuery<{ migration_name: string }>(
      "delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations) returning *",
    );
    try {
      const { database: found } = await look();
      expect(found).toMatchObject({ state: "critical", action: "Run npm run db:migrate.", figures: { migrationsPending: 1 } });
      expect(found.detail).toContain(last?.migration_name);
    } finally {
      await ownerQuery("insert into _prisma_migrations select * from jsonb_populate_record(null::_prisma_migrations, $1)", [JSON.stringify(last)]);
    }
    expect((await look()).database.state).toBe("ok");
  });

  it("is seen when others hold every connection of the pool", async () => {
    const held = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
    const waiting = [pool().query("select 1"), pool().query("select 1")];
    const { database: found } = await look();
    for (const client of held) client.release();
    await Promise.all(waiting);
    const { max } = pool().options;
    expect(found).toMatchObject({
      state: "warning",
      figures: { poolSize: max, poolMax: max, poolIdle: 0, poolWaiting: 2, ledgerPoolMax: ledgerPool().options.max },
    });
  });
});
