import type { ActionResult } from "#lib/core/action-result.ts";
import type { CreateApiKeyForm, RotateApiKeyForm } from "#lib/features/api-keys/model/api-key-form.ts";
import type { RenameApiKeyInput, RevokeApiKeyInput } from "#lib/features/api-keys/model/api-key-input.ts";

/** A key that was just made; this is the one time it is seen. */
export interface NewApiKey {
  apiKey: string;
}

/** What can be done to API keys, as server actions. */
export interface ApiKeyActions {
  create(input: CreateApiKeyForm): Promise<ActionResult<NewApiKey>>;
  rotate(input: RotateApiKeyForm): Promise<ActionResult<NewApiKey & { oldExpiresAt: string }>>;
  rename(input: RenameApiKeyInput): Promise<ActionResult>;
  revoke(input: RevokeApiKeyInput): Promise<ActionResult>;
}
