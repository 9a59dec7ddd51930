"use server";

import { addReason } from "#lib/features/reasons/add.ts";
import { mergeReason } from "#lib/features/reasons/merge.ts";
import {
  type AddReasonInput,
  addReasonInput,
  type MergeReasonInput,
  mergeReasonInput,
  type ReorderReasonsInput,
  reorderReasonsInput,
  type SetReasonEnabledInput,
  setReasonEnabledInput,
  type UnmergeReasonInput,
  type UpdateReasonInput,
  unmergeReasonInput,
  updateReasonInput,
} from "#lib/features/reasons/model/reason-input.ts";
import { reorderReasons } from "#lib/features/reasons/reorder.ts";
import { setReasonEnabled } from "#lib/features/reasons/set-enabled.ts";
import { unmergeReason } from "#lib/features/reasons/unmerge.ts";
import { updateReason } from "#lib/features/reasons/update.ts";
import { workspaceAction } from "#lib/http/action.ts";

export async function addReasonAction(slug: string, input: AddReasonInput) {
  return workspaceAction({ workspace: slug, schema: addReasonInput, input, shownOn: pageOf(slug) }, addReason);
}

export async function updateReasonAction(slug: string, input: UpdateReasonInput) {
  return workspaceAction({ workspace: slug, schema: updateReasonInput, input, shownOn: pageOf(slug) }, updateReason);
}

export async function setReasonEnabledAction(slug: string, input: SetReasonEnabledInput) {
  return workspaceAction({ workspace: slug, schema: setReasonEnabledInput, input, shownOn: pageOf(slug) }, setReasonEnabled);
}

export async function mergeReasonAction(slug: string, input: MergeReasonInput) {
  return workspaceAction({ workspace: slug, schema: mergeReasonInput, input, shownOn: pageOf(slug) }, mergeReason);
}

export async function unmergeReasonAction(slug: string, input: UnmergeReasonInput) {
  return workspaceAction({ workspace: slug, schema: unmergeReasonInput, input, shownOn: pageOf(slug) }, unmergeReason);
}

export async function reorderReasonsAction(slug: string, input: ReorderReasonsInput) {
  return workspaceAction({ workspace: slug, schema: reorderReasonsInput, input, shownOn: pageOf(slug) }, reorderReasons);
}

function pageOf(slug: string): string {
  return `/dashboard/${slug}/reasons`;
}
