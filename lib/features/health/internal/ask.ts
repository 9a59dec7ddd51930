import { healthPool } from "#lib/platform/db.ts";

/** Ten thousand stands for that many or more: nobody waits for a longer count. */
export const MOST = 10_000;

/** One row of figures, on the connections of deep health. Times are asked for in ms. @throws errors of `pg` */
export async function askFigures<Row extends object>(sql: string, values: unknown[] = []): Promise<Row> {
  const { rows } = await healthPool().query<Row>(sql, values);
  return rows[0] as Row;
}

/** SQL of a time in ms since 1970. */
export function ms(expression: string): string {
  return `(extract(epoch from ${expression}) * 1000)::float8`;
}
