import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeMember } from "#lib/testing/accounts.ts";
import { callAction, FORM, type ServerAction, serverActions } from "#lib/testing/action-call.ts";
import { actionTable, outsideWorkspaces } from "#lib/testing/action-table.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { type Scene, setScene } from "#lib/testing/selling-server.ts";
import { signInOverHttp } from "#lib/testing/sign-in.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** Every server action of a workspace: in the demo, where nothing is written, and in a read-only workspace, which stays manageable. */

const HOME = "app/dashboard/[workspace]/";
const actions = serverActions().filter(({ file }) => !outsideWorkspaces.some((folder) => file.startsWith(folder)));
const keyOf = ({ file, name }: ServerAction) => `${file.replace(HOME, "").replace("/actions.ts", "")} ${name}`;
const named = Object.keys(actionTable).flatMap((key) => actions.filter((action) => keyOf(action) === key).map((action) => [key, action] as const));

let scene: Scene;
let demo: TestWorkspace;
let readOnly: TestWorkspace;
const cookies: Record<"owner" | "demoOwner", string> = { owner: "", demoOwner: "" };

beforeAll(async () => {
  scene = await setScene();
  [demo, readOnly] = [await makeWorkspace({ isDemo: true }), await makeWorkspace()];
  cookies.demoOwner = await signedIn(demo);
  cookies.owner = await signedIn(readOnly);
  await readOnly.setAccess("read_only");
}, 120_000);
afterAll(() => scene?.end());

async function signedIn(workspace: TestWorkspace): Promise<string> {
  const { email, password } = await makeMember(workspace, "owner");
  return signInOverHttp(email, password, scene.server.url);
}

it("stands in the table, all of it", () => {
  expect(Object.keys(actionTable).sort()).toEqual(actions.map(keyOf).sort());
});

/** Every row of a workspace, as one text. */
async function rowsOf({ ctx }: TestWorkspace): Promise<string> {
  const id = ctx.workspace.id;
  const tables = await ownerQuery<{ name: string }>(
    "select table_name as name from information_schema.columns where column_name = 'workspace_id' and table_schema = 'public' and table_name in (select relname from pg_class where relkind = 'r') order by 1",
  );
  const texts = await Promise.all(
    tables.map(({ name }) =>
      ownerQuery<{ text: string }>(`select coalesce(string_agg(t::text, ';' order by t::text), '') as text from ${name} t where workspace_id = $1`, [id]),
    ),
  );
  const [workspace] = await ownerQuery<{ text: string }>("select w::text as text from workspaces w where id = $1", [id]);
  return [workspace?.text, ...texts.map(([row]) => row?.text)].join("\n");
}

describe("in the demo", () => {
  it.each(named)("%s is refused to everybody and writes nothing", async (key, action) => {
    const row = actionTable[key] as (typeof actionTable)[string];
    const args = [demo.slug, ...(await row.args(demo))];
    const before = await rowsOf(demo);
    for (const cookie of [null, cookies.owner, cookies.demoOwner]) {
      expect(await callAction(action, { url: scene.server.url, slug: demo.slug, cookie, args, form: row.form as never })).toBe("demo_workspace");
    }
    // Whatever is sent: what stands in the way is the demo, not a field.
    const nonsense = [demo.slug, { nothing: true }, FORM];
    expect(await callAction(action, { url: scene.server.url, slug: demo.slug, cookie: cookies.demoOwner, args: nonsense, form: { x: "y" } })).toBe(
      "demo_workspace",
    );
    expect(await rowsOf(demo)).toBe(before);
  });
});

describe("in a read-only workspace", () => {
  it.each(named)("%s", async (key, action) => {
    const row = actionTable[key] as (typeof actionTable)[string];
    const args = [readOnly.slug, ...(await row.args(readOnly))];
    expect(await callAction(action, { url: scene.server.url, slug: readOnly.slug, cookie: cookies.owner, args, form: row.form as never })).toBe(row.readOnly);
  });
});
