import type { ActionResult } from "#lib/core/action-result.ts";
import type {
  AddReasonInput,
  MergeReasonInput,
  ReorderReasonsInput,
  SetReasonEnabledInput,
  UnmergeReasonInput,
  UpdateReasonInput,
} from "#lib/features/reasons/model/reason-input.ts";

/** What a member who manages reasons can do to them, as server actions. */
export interface ReasonActions {
  add(input: AddReasonInput): Promise<ActionResult>;
  update(input: UpdateReasonInput): Promise<ActionResult>;
  setEnabled(input: SetReasonEnabledInput): Promise<ActionResult>;
  merge(input: MergeReasonInput): Promise<ActionResult>;
  unmerge(input: UnmergeReasonInput): Promise<ActionResult>;
  reorder(input: ReorderReasonsInput): Promise<ActionResult>;
}
