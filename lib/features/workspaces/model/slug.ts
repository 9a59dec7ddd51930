import { z } from "zod";

/** Names of pages directly under /dashboard, which a workspace's slug would hide. */
const reserved = ["account", "analytics", "billing", "cancellations", "docs", "flow", "issues", "new", "overview", "reports", "sessions", "settings"];

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, "must be lower-case letters and digits, with single hyphens between them")
  .min(2, "must be at least 2 characters")
  .max(63, "must be at most 63 characters")
  .refine((slug) => !reserved.includes(slug), "is the name of a page; choose another");

/** A slug from a name: "Acme, Inc." → "acme-inc"; "workspace" where nothing is left of it. */
export function slugFromName(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-|-$/g, "");
  return slug.length < 2 || reserved.includes(slug) ? `workspace${slug === "" ? "" : `-${slug}`}` : slug;
}
