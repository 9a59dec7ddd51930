import { globSync, readFileSync } from "node:fs";

/** A server action, as the files declare it. */
export interface ServerAction {
  /** "app/dashboard/[workspace]/reasons/actions.ts" */
  file: string;
  name: string;
}

/** Every server action that there is, from the files. */
export function serverActions(): ServerAction[] {
  return globSync("app/**/actions.ts")
    .sort()
    .flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => ({ file, name: name as string })),
    );
}

interface Built {
  node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>;
}

/** Its id in the build, and the page that it belongs to. */
function built({ file, name }: ServerAction): { id: string; page: string } {
  const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as Built;
  const found = Object.entries(node).find(([, { filename, exportedName }]) => filename === file && exportedName === name);
  if (found === undefined) throw new Error(`the build has no action ${name} of ${file}`);
  const [id, { workers }] = found;
  return { id, page: (Object.keys(workers)[0] as string).replace(/^app/, "").replace(/\/page$/, "") };
}

/** What an action's arguments hold in the place of the form that is sent along. */
export const FORM = "$K1";

/**
 * Calls a server action of a workspace as a browser does.
 * @param args FORM stands for the fields of `form`
 * @returns "done", or the code of the refusal
 */
export async function callAction(
  action: ServerAction,
  { url, slug, cookie, args, form }: { url: string; slug: string; cookie: string | null; args: unknown[]; form?: Record<string, string> },
): Promise<string> {
  const { id, page } = built(action);
  const fields = new FormData();
  for (const [name, value] of Object.entries(form ?? {})) fields.append(`_1_${name}`, value);
  fields.append("0", JSON.stringify(args));
  const answer = await fetch(url + page.replace("[workspace]", slug), {
    method: "POST",
    headers: { "next-action": id, accept: "text/x-component", "sec-fetch-site": "same-origin", ...(cookie !== null && { cookie }) },
    body: form === undefined ? JSON.stringify(args) : fields,
    redirect: "manual",
  });
  const text = await answer.text();
  if (answer.headers.has("x-nextjs-action-not-found")) throw new Error(`${action.name} was not found: ${text.slice(0, 200)}`);
  if (answer.headers.has("x-action-redirect")) return "done";
  const refused = /"error":\{"code":"(\w+)"/.exec(text)?.[1];
  if (refused !== undefined) return refused;
  if (/"ok":true|"error":null/.test(text)) return "done";
  throw new Error(`${action.name} answered ${answer.status}: ${text.slice(0, 500)}`);
}
