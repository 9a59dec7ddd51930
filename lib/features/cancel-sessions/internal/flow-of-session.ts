import type { WorkspaceContext } from "#lib/core/context.ts";
import { flowOfVersion } from "../../flows/flow-of-version.ts";
import { type FlowConfig, flowConfigSchema } from "../../flows/model/flow-config.ts";
import type { SessionRow } from "./row.ts";

/** The flow that a session runs on from its link to its end: the version that was published then or, in a trial, the draft as it was. */
export async function flowOfSession(ctx: WorkspaceContext, row: SessionRow): Promise<FlowConfig> {
  return row.flow_version === null ? flowConfigSchema.parse(row.trial_config) : flowOfVersion({ ctx, input: { version: row.flow_version } });
}
