"use server";

import { revalidatePath } from "next/cache";
import { type UpdateWorkspaceInput, updateWorkspaceInput } from "#lib/features/workspaces/model/workspace-settings.ts";
import { updateWorkspace } from "#lib/features/workspaces/update.ts";
import { workspaceAction } from "#lib/http/action.ts";

export async function updateWorkspaceAction(slug: string, input: UpdateWorkspaceInput) {
  return workspaceAction({ workspace: slug, schema: updateWorkspaceInput, input }, async (given) => {
    await updateWorkspace(given);
    // The frame shows the name, and every page the times.
    revalidatePath(`/dashboard/${slug}`, "layout");
  });
}
