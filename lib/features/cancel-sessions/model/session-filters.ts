import { z } from "zod";
import { sessionStatuses } from "./session.ts";

/** What the list of sessions is asked for, and how an address writes it. */

export const finalOutcomes = ["churned", "recovered", "abandoned"] as const;

/** PostgreSQL has no character 0. */
const text = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .refine((value) => !value.includes("\0"), "must not contain control characters");

const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .max(20)
    .transform((items) => [...new Set(items)]);

const shape = {
  environment: z.enum(["prod", "sandbox"]).default("prod"),
  /** Any of them; none named means all. */
  statuses: list(z.enum(sessionStatuses)).default([]),
  outcomes: list(z.enum(finalOutcomes)).default([]),
  /** "unseen": completed, and its result was neither delivered nor verified. */
  result: z.enum(["unseen"]).nullable().default(null),
  /** Exactly a userId or session id (`cxs_…`). */
  search: text.nullable().default(null),
};

export const sessionFiltersSchema = z.strictObject(shape);
export type SessionFilters = z.output<typeof sessionFiltersSchema>;

export const noSessionFilters: SessionFilters = sessionFiltersSchema.parse({});

/** Names in the address, in the order in which they are written. */
const names = { environment: "env", search: "q", statuses: "status", outcomes: "outcome", result: "result" } as const satisfies Record<
  keyof SessionFilters,
  string
>;

type Field = keyof SessionFilters;
const fields = Object.keys(names) as Field[];

/** The filters as an address writes them; what asks for nothing is left out. */
export function printSessionFilters(filters: SessionFilters): Record<string, string> {
  const written = fields.map((field) => {
    const value = filters[field];
    return [names[field], Array.isArray(value) ? value.join(",") : value === null || value === "prod" ? "" : value] as const;
  });
  return Object.fromEntries(written.filter(([, value]) => value !== ""));
}

/** Whether anything but the environment is asked for. */
export function isSessionFiltered(filters: SessionFilters): boolean {
  return Object.keys(printSessionFilters({ ...filters, environment: "prod" })).length > 0;
}

/**
 * The filters that an address asks for. Addresses are typed and outlive what they name, so a bad value is dropped and told, never
 * an error; other parameters are not ours. Lists may be written with commas or repeated.
 */
export function parseSessionFilters(query: Record<string, string | string[] | undefined>): {
  filters: SessionFilters;
  dropped: { name: string; value: string }[];
} {
  const dropped: { name: string; value: string }[] = [];
  const found: Partial<Record<Field, unknown>> = {};
  for (const field of fields) {
    const isList = field === "statuses" || field === "outcomes";
    const given = [query[names[field]] ?? []].flat().flatMap((value) => (isList ? value.split(",") : [value]));
    for (const value of given.filter((one) => one !== "")) {
      const read = shape[field].safeParse(isList ? [value] : value);
      const before = found[field];
      if (!read.success || (!isList && before !== undefined)) dropped.push({ name: names[field], value: value.slice(0, 255) });
      else found[field] = isList ? [...new Set([...((before as unknown[] | undefined) ?? []), value])] : read.data;
    }
  }
  return { filters: sessionFiltersSchema.parse(found), dropped };
}
