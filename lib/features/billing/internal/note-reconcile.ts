import type { Context } from "#lib/core/context.ts";
import { errorText } from "#lib/core/error-text.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

interface Found {
  checked: number;
  drift: number;
  /** What could not be asked; the run goes down as a failed one, with what it did. */
  failed: string[];
  /** ms; of kind events. */
  cursorAt?: number;
}

/** Runs a reconcile and writes down how it went, for health. @throws what `work` throws */
export async function noteReconcile<F extends Found>({ ctx, kind }: { ctx: Context; kind: "events" | "objects" }, work: () => Promise<F>): Promise<F> {
  const startedAt = ctx.clock.now();
  const note = (found: Found, error: string | null) =>
    withDirectory((db) =>
      db.stripeReconcile.create({
        data: {
          id: uuidv7(startedAt),
          kind,
          startedAt: new Date(startedAt),
          finishedAt: new Date(ctx.clock.now()),
          cursorAt: found.cursorAt === undefined ? null : new Date(found.cursorAt),
          checked: found.checked,
          drift: found.drift,
          error,
        },
      }),
    );
  try {
    const found = await work();
    const [first] = found.failed;
    await note(found, first === undefined ? null : `${found.failed.length} of the customers could not be asked about; the first, ${first}`.slice(0, 500));
    return found;
  } catch (error) {
    await note({ checked: 0, drift: 0, failed: [] }, errorText(error).slice(0, 500)).catch(() => undefined);
    throw error;
  }
}
