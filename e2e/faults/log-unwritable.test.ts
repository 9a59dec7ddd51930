import { spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiClient } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { type Scene, setScene } from "./support/scene.ts";

/** A device whose every write fails for want of room. */
const FULL_DEVICE = "/dev/full";
const exists = existsSync(FULL_DEVICE);

describe.skipIf(!exists)(`a log on a full disk${exists ? "" : ` (there is no ${FULL_DEVICE} here)`}`, () => {
  let scene: Scene;
  let server: ReturnType<typeof spawn>;
  beforeAll(async () => {
    scene = await setScene();
    server = spawn(process.execPath, ["server/main.ts"], { env: { ...process.env, ...scene.env }, stdio: ["ignore", openSync(FULL_DEVICE, "w"), "inherit"] });
  });
  afterAll(async () => {
    server?.kill("SIGKILL");
    await scene?.remove();
  });

  it("costs the log its lines and nobody an answer", async () => {
    const api = apiClient(scene.apiKey, scene.url);
    await eventually(
      () => api.call("GET", "/reasons").catch(() => null),
      (answer) => answer?.status === 200,
      15_000,
    );
    for (let n = 0; n < 20; n++) {
      // A refusal is logged; a stored event is not.
      expect((await api.post({ eventId: `${n}`, reasonKey: "unheard of" })).status).toBe(400);
      expect((await api.post({ eventId: `${n}`, reasonKey: "other" })).status).toBe(201);
    }
    expect(server.exitCode).toBeNull();
  });
});
