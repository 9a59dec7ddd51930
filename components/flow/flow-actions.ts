import type { ActionResult } from "#lib/core/action-result.ts";
import type { TryDraftInput } from "#lib/features/cancel-sessions/model/try-draft-input.ts";
import type { PublishFlowInput, RestoreVersionInput, SaveDraftInput } from "#lib/features/flows/model/flow-state.ts";

/** What a member who manages the flow can do to it, as server actions. */
export interface FlowActions {
  save(input: SaveDraftInput): Promise<ActionResult<{ revision: number }>>;
  publish(input: PublishFlowInput): Promise<ActionResult<{ version: number }>>;
  restore(input: RestoreVersionInput): Promise<ActionResult<{ revision: number }>>;
  trySandbox(input: TryDraftInput): Promise<ActionResult<{ url: string }>>;
  uploadLogo(form: FormData): Promise<ActionResult<{ id: string }>>;
}
