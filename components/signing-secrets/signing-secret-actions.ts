import type { ActionResult } from "#lib/core/action-result.ts";
import type { RotateSigningSecretInput, SigningSecretInput } from "#lib/features/signing-secrets/model/signing-secret.ts";

/** What can be done to Signing Secrets, as server actions. */
export interface SigningSecretActions {
  /** The secret itself; who saw it is written down. */
  reveal(input: SigningSecretInput): Promise<ActionResult<string>>;
  rotate(input: RotateSigningSecretInput): Promise<ActionResult>;
  retire(input: SigningSecretInput): Promise<ActionResult>;
}
