import { z } from "zod";
import { type FlowConfig, type FlowConfigInput, flowConfigSchema } from "./flow-config.ts";

/** The flow as its editors see it. Times are ISO 8601; names are e-mail addresses, null for the program and for accounts that are gone. */
export interface FlowState {
  draft: FlowConfig;
  /** Grows with every save; 0: never saved. */
  revision: number;
  savedAt: string | null;
  savedBy: string | null;
  /** Null: nothing was published yet. */
  published: PublishedFlow | null;
}

export interface FlowVersionHead {
  version: number;
  publishedAt: string;
  publishedBy: string | null;
  note: string | null;
}

export interface PublishedFlow extends FlowVersionHead {
  config: FlowConfig;
}

const revision = z.int().min(0);

export const saveDraftInput = z.strictObject({ revision, config: flowConfigSchema });
export interface SaveDraftInput {
  /** The revision that the changes began with. */
  revision: number;
  config: FlowConfigInput;
}

export const publishFlowInput = z.strictObject({
  revision,
  note: z
    .string()
    .trim()
    .max(500, "must be at most 500 characters")
    .optional()
    .transform((note) => (note === "" ? undefined : note)),
});
export type PublishFlowInput = z.input<typeof publishFlowInput>;

export const versionInput = z.strictObject({ version: z.int().min(1).max(1_000_000) });

export const restoreVersionInput = versionInput.extend({ revision });
export type RestoreVersionInput = z.input<typeof restoreVersionInput>;

/** Bytes of a logo as it is sent. */
export const LOGO_BYTES = 200 * 1_024;
