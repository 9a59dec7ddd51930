import { readFileSync } from "node:fs";
import { join } from "node:path";
import { singleton } from "#lib/core/singleton.ts";

/** The published files that the docs show; they stand in docs/, for everybody to take, and are read once. */

const languages = [
  { key: "javascript", label: "JavaScript", file: "verify-result.mjs" },
  { key: "python", label: "Python", file: "verify-result.py" },
  { key: "ruby", label: "Ruby", file: "verify-result.rb" },
  { key: "php", label: "PHP", file: "verify-result.php" },
  { key: "go", label: "Go", file: "verify-result.go" },
  { key: "curl", label: "curl", file: "verify-result.sh" },
] as const;

const known = () => singleton("docs.files", () => new Map<string, string>());

function textOf(path: string): string {
  const found = known().get(path) ?? readFileSync(join(process.cwd(), "docs", path), "utf8");
  known().set(path, found);
  return found;
}

/** One language's verifier, whole, and which there are. */
export interface Snippet {
  file: string;
  code: string;
  languages: { key: string; label: string; current: boolean }[];
}

/** The verifier in the language that an address asks for; in JavaScript where it asks for none of ours. */
export function verifierIn(asked: string | string[] | undefined): Snippet {
  const chosen = languages.find(({ key }) => key === asked) ?? languages[0];
  return {
    file: chosen.file,
    code: textOf(`snippets/${chosen.file}`),
    languages: languages.map(({ key, label }) => ({ key, label, current: key === chosen.key })),
  };
}

/** Result tokens that every verifier must take, and ones that it must refuse. */
export function resultTokenVectors(): string {
  return textOf("result-token-vectors.json");
}
