import { z } from "zod";
import { isStorable } from "#lib/core/plain-text.ts";
import { isDay } from "#lib/core/time-range.ts";
import { outcomes } from "./cancellation.ts";

/** Stands for "no reason given", which is no key: keys begin with a letter or digit. */
export const NOT_GIVEN = "-";

const offers = ["shown", "accepted", "none"] as const;
const sources = ["api", "hosted", "import"] as const;

/** What the API stored can be looked for, odd characters included. */
const text = z.string().min(1).max(255).refine(isStorable, "must not contain the NUL character or half of a surrogate pair");
const day = z.string().refine(isDay, "must be a day such as 2026-11-23");
const amount = z.number().min(0).max(1e9);
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .max(100)
    .transform((items) => [...new Set(items)]);

const shape = {
  environment: z.enum(["prod", "sandbox"]).default("prod"),
  /** Any of them; none named means all. */
  outcomes: list(z.enum(outcomes)).default([]),
  /** Keys or NOT_GIVEN. A key and those that were merged into it count as one, whichever of them is named. */
  reasons: list(z.string().regex(/^(-|[a-z0-9][a-z0-9_]{0,62})$/, "must be the key of a reason")).default([]),
  plan: text.nullable().default(null),
  source: z.enum(sources).nullable().default(null),
  /** "none": no offer was shown. */
  offer: z.enum(offers).nullable().default(null),
  /** Days in the workspace's time zone, half-open: `from` is in, `to` is the first day that is out. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  /** In the workspace's currency, both ends in; events without MRR are out when either is given. */
  mrrMin: amount.nullable().default(null),
  mrrMax: amount.nullable().default(null),
  /** Exactly an eventId, userId or id (`can_…`). */
  search: z.string().trim().pipe(text).nullable().default(null),
};

export const cancellationFiltersSchema = z
  .strictObject(shape)
  .refine(({ from, to }) => from === null || to === null || from < to, { path: ["to"], error: "must be after from" })
  .refine(({ mrrMin, mrrMax }) => mrrMin === null || mrrMax === null || mrrMin <= mrrMax, { path: ["mrrMax"], error: "must not be below mrrMin" });

/** What the explorer is asked for. */
export type CancellationFilters = z.output<typeof cancellationFiltersSchema>;

export const noFilters: CancellationFilters = cancellationFiltersSchema.parse({});

/** Whether anything but the environment is asked for. */
export function isFiltered(filters: CancellationFilters): boolean {
  return Object.keys(printFilters({ ...filters, environment: "prod" })).length > 0;
}

/** A value of an address that means nothing here. */
export interface DroppedFilter {
  /** Name in the address. */
  name: string;
  value: string;
}

/** Names in the address, in the order in which they are written. */
const names = {
  environment: "env",
  search: "q",
  from: "from",
  to: "to",
  outcomes: "outcome",
  reasons: "reason",
  plan: "plan",
  source: "source",
  offer: "offer",
  mrrMin: "mrrMin",
  mrrMax: "mrrMax",
} as const satisfies Record<keyof CancellationFilters, string>;

type Field = keyof CancellationFilters;

const fields = Object.keys(names) as Field[];
const isList = (field: Field): field is "outcomes" | "reasons" => field === "outcomes" || field === "reasons";
const isAmount = (field: Field) => field === "mrrMin" || field === "mrrMax";

/** The filters as an address writes them; what asks for nothing is left out. */
export function printFilters(filters: CancellationFilters): Record<string, string> {
  const written = fields.map((field) => {
    const value = filters[field];
    return [names[field], Array.isArray(value) ? value.join(",") : value === null || value === "prod" ? "" : String(value)] as const;
  });
  return Object.fromEntries(written.filter(([, value]) => value !== ""));
}

/**
 * The filters that an address asks for. Addresses are typed, cut off and outlive what they name, so a bad value is dropped
 * and told, never an error; other parameters are not ours and are left alone. Lists may be written with commas or repeated.
 */
export function parseFilters(query: Record<string, string | string[] | undefined>): { filters: CancellationFilters; dropped: DroppedFilter[] } {
  const dropped: DroppedFilter[] = [];
  const found: Partial<Record<Field, unknown>> = {};
  const drop = (field: Field, value: string) => dropped.push({ name: names[field], value: value.slice(0, 255) });
  for (const field of fields) {
    const given = [query[names[field]] ?? []].flat().filter((value) => value !== "");
    const values = isList(field) ? given.flatMap((value) => value.split(",")) : given;
    for (const value of values) {
      const wanted = isAmount(field) ? (value.trim() === "" ? Number.NaN : Number(value) + 0) : value;
      const read = shape[field].safeParse(isList(field) ? [wanted] : wanted);
      if (!read.success) drop(field, value);
      else if (isList(field)) found[field] = [...((found[field] as unknown[] | undefined) ?? []), wanted];
      else if (found[field] === undefined) found[field] = read.data;
      else drop(field, value);
    }
  }
  for (let attempt = 0; attempt < fields.length; attempt++) {
    const whole = cancellationFiltersSchema.safeParse(found);
    if (whole.success) return { filters: whole.data, dropped };
    // What is right by itself but not together, such as a range that ends before it begins.
    const field = whole.error.issues[0]?.path[0] as Field;
    drop(field, String(found[field]));
    delete found[field];
  }
  return { filters: noFilters, dropped };
}
