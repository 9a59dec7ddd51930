/** What the database, or the way to it, said. */
interface DatabaseFault {
  /** PostgreSQL's (SQLSTATE), else the system's, else Prisma's; "" where there is none. */
  code: string;
  /** The last line of the message. */
  words: string;
}

/** The innermost code and words of a failure: Prisma wraps them, and several addresses of a host fail together. */
export function databaseFault(error: unknown): DatabaseFault {
  if (error instanceof AggregateError && error.errors.length > 0) return databaseFault(error.errors[0]);
  if (!(error instanceof Error)) return { code: "", words: String(error) };
  const { code, originalCode, meta, cause } = error as { code?: unknown; originalCode?: unknown; meta?: { driverAdapterError?: { cause?: Original } } } & Error;
  const original = meta?.driverAdapterError?.cause;
  const inner = cause instanceof Error ? databaseFault(cause) : null;
  const known = [original?.originalCode, inner?.code, code, originalCode].find((found): found is string => typeof found === "string" && found !== "");
  const words = original?.originalMessage ?? (inner === null || inner.code === "" ? error.message : inner.words);
  return { code: known ?? "", words: words.trim().split("\n").at(-1) ?? "" };
}

/** As Prisma's adapter keeps it. */
interface Original {
  originalCode?: string;
  originalMessage?: string;
}

/** An address that is wrong rather than a server that is away, and what to do. */
const REMEDIES: { code: string; words?: RegExp; remedy: (login: string) => string }[] = [
  { code: "28P01", remedy: () => "Check user and password." },
  { code: "28000", remedy: () => "Check user and password, and that the server accepts this user from here." },
  { code: "3D000", remedy: () => "Create the database, then run npm run db:migrate." },
  { code: "22023", words: /^role .* does not exist$/, remedy: () => "Run npm run db:migrate, which makes it." },
  {
    code: "42501",
    words: /set role/,
    remedy: (login) => `As the database's owner: grant retentbase_app to ${login}; (docs/operations.md, Database).`,
  },
];

/** Why the database does not let the program in, and what to do; null where that is not what went wrong. @param url DATABASE_URL */
export function noEntry(error: unknown, url: string): { detail: string; action: string } | null {
  const { code, words } = databaseFault(error);
  const found = REMEDIES.find((remedy) => remedy.code === code && remedy.words?.test(words) !== false);
  if (found === undefined) return null;
  return { detail: `The database of DATABASE_URL does not let the program in: ${words}.`, action: found.remedy(loginOf(url)) };
}

function loginOf(url: string): string {
  const name = URL.canParse(url) ? decodeURIComponent(new URL(url).username) : "";
  return name === "" ? "<login>" : /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
