/** What a person can mend: scripts print the message alone, without a stack, and exit with `exitCode`. */
export class ScriptError extends Error {
  readonly exitCode: number;

  constructor(message: string, { exitCode = 2, cause }: { exitCode?: number; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
  }
}
