import { existsSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const OUT = join("generated", "mail.js");
const INPUTS = join("generated", "mail.inputs.json");

/** What the program may call; generated/mail.js holds no types of its own. */
const TYPES = `import type { Mail, RenderedMail } from "#lib/features/mails/model/mail.ts";
export declare function renderMail(mail: Mail): Promise<RenderedMail>;
`;

/**
 * Bundles the mail templates into generated/mail.js, because Node cannot read TSX and rendering from source would take React's
 * development build along. Does nothing when none of the files that went into the last bundle is newer.
 */
export async function ensureMailBundle(): Promise<void> {
  if (await isUpToDate()) return;
  await mkdir("generated", { recursive: true });
  const { metafile } = await build({
    entryPoints: ["components/mail/render-mail.tsx"],
    outfile: OUT,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    jsx: "automatic",
    minify: true,
    legalComments: "none",
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    // React's server renderer is CommonJS and requires node's own modules.
    banner: { js: 'import { createRequire as $require } from "node:module"; const require = $require(import.meta.url);' },
    metafile: true,
  });
  await writeFile(join("generated", "mail.d.ts"), TYPES);
  const inputs = Object.keys(metafile.inputs).filter((path) => !path.includes("node_modules"));
  await writeFile(INPUTS, JSON.stringify([...inputs, "package-lock.json", "scripts/mail-bundle.ts"]));
}

async function isUpToDate(): Promise<boolean> {
  if (!existsSync(OUT) || !existsSync(INPUTS)) return false;
  const { mtimeMs: made } = await stat(OUT);
  const inputs = JSON.parse(await readFile(INPUTS, "utf8")) as string[];
  const times = await Promise.all(inputs.map(async (path) => (await stat(path).catch(() => null))?.mtimeMs ?? Number.POSITIVE_INFINITY));
  return times.every((time) => time < made);
}
