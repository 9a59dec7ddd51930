import { z } from "zod";
import { createApiKeyInput, rotateApiKeyInput } from "./api-key-input.ts";
import { type KeyLifetime, keyLifetimes } from "./key-lifetime.ts";

/** What the dashboard's forms send: a lifetime instead of a date, which the server's clock makes of it. */

const lifetime = z.enum(Object.keys(keyLifetimes) as [KeyLifetime, ...KeyLifetime[]]);

export const createApiKeyForm = createApiKeyInput.omit({ expiresAt: true }).extend({ lifetime });
export type CreateApiKeyForm = z.input<typeof createApiKeyForm>;

export const rotateApiKeyForm = rotateApiKeyInput.omit({ expiresAt: true }).extend({ lifetime });
export type RotateApiKeyForm = z.input<typeof rotateApiKeyForm>;
