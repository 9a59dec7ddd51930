import { spawn } from "node:child_process";
import { beforeAll, expect, it } from "vitest";
import { type ApiClient, apiClient, baseUrl } from "#lib/testing/api-client.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { finish, makeLink } from "#lib/testing/hosted-visitor.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** The published snippet for curl, against the server. The others need none: scripts/snippets.test.ts. */

let workspace: TestWorkspace;
let api: ApiClient;

beforeAll(async () => {
  workspace = await makeWorkspace();
  await allowReturn(workspace.ctx);
  api = apiClient(workspace.apiKey);
});

function run(input: string): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const env = { ...process.env, RETENTBASE_API_KEY: workspace.apiKey, RETENTBASE_API_URL: baseUrl() };
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["docs/snippets/verify-result.sh"], { env });
    const [out, err]: string[][] = [[], []];
    child.stdout.setEncoding("utf8").on("data", (text: string) => out?.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => err?.push(text));
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, stdout: out?.join("") ?? "", stderr: err?.join("") ?? "" }));
    child.stdin.end(input);
  });
}

it("takes a real token, and says when it was used before", async () => {
  const token = await finish((await makeLink(api)).url);
  const [first, second] = [await run(`${token}\n`), await run(token)];
  expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
  expect(JSON.parse(first.stdout)).toMatchObject({ firstUse: true, claims: { outcome: "churned", wk: workspace.workspaceKey } });
  expect(JSON.parse(second.stdout)).toMatchObject({ firstUse: false });
});

it("refuses a forged one, and sends nothing that is no token", async () => {
  const token = await finish((await makeLink(api)).url);
  const forged = await run(`${token.slice(0, -2)}AA`);
  expect([forged.exitCode, JSON.parse(forged.stdout).code]).toEqual([22, "result_token_invalid"]);
  for (const input of ["", '"}', `${token}","x":"`, "$(touch /tmp/x)", `${token}\n${token}`]) {
    expect(await run(input)).toEqual({ exitCode: 22, stdout: "", stderr: "Result token refused: not a token.\n" });
  }
  expect(JSON.parse((await run(token)).stdout)).toMatchObject({ firstUse: true });
});
