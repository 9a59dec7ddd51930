import { z } from "zod";

export const schema = z.object({
  name: z.string().min(2, "Use at least two characters."),
  slug: z.string().regex(/^[a-z0-9-]+$/, "Use a–z, 0–9 and hyphens."),
});

export type WorkspaceValues = z.input<typeof schema>;
