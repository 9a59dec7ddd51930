import { z } from "zod";

/** Where hosted sessions may lead back to. */
export interface ReturnSettings {
  /** Exact origins, in the order of their addition. */
  origins: string[];
  defaultReturnUrl: string | null;
}

export const originInput = z.strictObject({ origin: z.string().trim().min(1, "must not be empty").max(300, "must be at most 300 characters") });

/** An empty text takes the default away. */
export const defaultReturnUrlInput = z.strictObject({ url: z.string().trim().max(2_048, "must be at most 2,048 characters") });
