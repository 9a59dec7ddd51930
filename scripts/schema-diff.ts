import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm";
import { ScriptError } from "#scripts/script-error.ts";

/**
 * The SQL that leads from one Prisma schema to another; needs no database.
 * @returns undefined when both say the same.
 * @throws ScriptError when a schema is not valid.
 */
export async function diffSchemas(from: SchemaContainer[], to: SchemaContainer[]): Promise<string | undefined> {
  const engine = await loadEngine();
  try {
    const { exitCode, stdout } = await engine.diff({
      from: from.length > 0 ? { tag: "schemaDatamodel", files: from } : { tag: "empty" },
      to: { tag: "schemaDatamodel", files: to },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === 0 ? undefined : (stdout ?? undefined);
  } catch (cause) {
    throw new ScriptError(`The schema cannot be compared:\n${cause instanceof Error ? cause.message : String(cause)}`, { exitCode: 1, cause });
  }
}

async function loadEngine(): Promise<SchemaEngine> {
  // Node loads no .wasm by import without a flag, so the two halves are joined by hand.
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
  const source = new Uint8Array(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const { instance } = await WebAssembly.instantiate(source, { "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapterWithoutDatabase());
}

/** The engine insists on a connection, to ask for the server's version; nothing else reaches it when two files are compared. */
function adapterWithoutDatabase(): object {
  const answer = (value?: unknown) => ({ ok: true, value });
  const refuse = () => Promise.reject(new Error("Comparing schemas needs no database."));
  const names = { provider: "postgres", adapterName: "none" };
  const connection = {
    ...names,
    queryRaw: async () => answer({ columnNames: ["exists", "version", "numeric_version"], columnTypes: [5, 7, 0], rows: [[true, "PostgreSQL 18.0", 180_000]] }),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    getConnectionInfo: () => answer({ schemaName: "public", supportsRelationJoins: true }),
    dispose: async () => answer(),
  };
  const connect = async () => answer(connection);
  return { ...names, errorRegistry: {}, connect, connectToShadowDb: connect };
}
