import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { asOwner } from "./support/owner.ts";
import { type Scene, setScene } from "./support/scene.ts";
import { startTcpProxy, type TcpProxy } from "./support/tcp-proxy.ts";

/**
 * A network that stood still delivers in the end what the program gave up long ago. The caller has been told 503, has sent the
 * same again over a new connection, and has gone on from there.
 */
describe("a statement that reaches the database long after it was given up", () => {
  let scene: Scene;
  let wire: TcpProxy;
  let api: ApiClient;
  let stop = async () => {};
  beforeAll(async () => {
    scene = await setScene();
    wire = await startTcpProxy(scene.postgres.port);
    const throughWire = new URL(scene.postgres.url);
    throughWire.port = String(wire.port);
    const server = await scene.serve({ DATABASE_URL: throughWire.href });
    stop = server.stop;
    api = apiClient(scene.apiKey, server.url);
  });
  afterAll(async () => {
    await stop();
    await wire?.close();
    await scene?.remove();
  });

  /** Sessions of the program that the database knows; also those that the program no longer has. */
  const sessions = () =>
    asOwner(scene.postgres.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ count: number }>("select count(*)::int as count from pg_stat_activity where application_name = 'retentbase'");
      return rows[0]?.count ?? 0;
    });

  it("neither doubles an event or an outcome update nor overrules a newer one", async () => {
    const [known, unknown] = ["known before", "posted over a bad wire"];
    const event = { eventId: unknown, reasonKey: "other" };
    const update = { outcome: "churned", metadata: { token: "first" } };
    expect((await api.post({ eventId: known, reasonKey: "other" })).status).toBe(201);
    wire.freeze();
    const start = performance.now();
    const givenUp = await Promise.all([api.post(event), api.patch(known, update)]);
    expect(givenUp.map(({ status }) => status)).toEqual([503, 503]);
    expect(performance.now() - start).toBeLessThan(6_000);

    wire.passNew();
    const [posted, updated] = await Promise.all([untilHealed(() => api.post(event)), untilHealed(() => api.patch(known, update))]);
    expect([posted.status, updated.status]).toEqual([201, 200]);
    expect((await api.patch(known, { outcome: "recovered", metadata: { token: "second" } })).status).toBe(200);

    const before = await sessions();
    wire.thaw();
    // The late bytes end with the end of their connection, so once the database has let go of it they have had their effect.
    await eventually(sessions, (count) => count < before, 10_000);
    expect((await api.get(unknown)).body.id).toBe(posted.body.id);
    const { body } = await api.get(known);
    expect(body.history.map(({ metadata }) => metadata?.token)).toEqual(["first", "second"]);
    expect(body.outcome).toBe("recovered");
  });
});

function untilHealed(call: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  return eventually(call, ({ status }) => status !== 503, 15_000);
}
