import { beforeAll, describe, expect, it } from "vitest";
import { type AnswerBody, apiClient, baseUrl } from "#lib/testing/api-client.ts";
import { problems } from "#lib/testing/contract.ts";
import { exchange } from "#lib/testing/wire.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";
import { bodies, contentTypes, credentials, paths, type WireCase } from "./bad-requests.ts";
import { framing, ignored, lines, methods } from "./bad-wire.ts";

/** Everything that can be wrong with a request, byte by byte over a socket: a clear problem, never a 500, never a hung connection. */

let apiKey = "";

beforeAll(async () => {
  apiKey = (await makeWorkspace()).apiKey;
});

async function play({ bytes, status, code, fault, head, halfClose }: WireCase): Promise<void> {
  const answers = await exchange(baseUrl(), bytes(apiKey, "bad-input"), { head, halfClose });
  expect(answers, "an answer, and only one").toHaveLength(1);
  const [answer] = answers;
  expect({ status: answer?.status, body: answer?.body.slice(0, 400) }).toMatchObject({ status });
  for (const name of ["x-request-id", "ratelimit", "ratelimit-policy"]) expect(answer?.headers, name).toHaveProperty(name);
  if (head) expect(answer?.body).toBe("");
  if (code === undefined) return;
  expect(answer?.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  const problem = JSON.parse(answer?.body ?? "") as AnswerBody;
  expect(problem).toMatchObject({ code, status, title: problems()[code]?.title, requestId: answer?.headers["x-request-id"] });
  if (fault !== undefined) expect(problem.errors.map((error) => [error.path, error.code])).toEqual([fault]);
}

const named = (cases: WireCase[]) => cases.map((one) => [one.name, one] as const);

describe.each([
  ["bodies", bodies],
  ["content types", contentTypes],
  ["paths", paths],
  ["credentials", credentials],
  ["methods", methods],
  ["request lines", lines],
  ["framing", framing],
  ["headers that are not ours", ignored],
])("%s", (_group, cases) => {
  it.each(named(cases))("%s", (_name, one) => play(one));
});

describe("afterwards", () => {
  it("nothing of it was stored but what was answered with 201, and the server is well", async () => {
    const created = [...bodies, ...contentTypes, ...framing, ...ignored].filter(({ status }) => status === 201).length;
    const { status, body } = await apiClient(apiKey).list({ limit: "200" });
    expect(status).toBe(200);
    expect(body.data).toHaveLength(created);
  });
});
