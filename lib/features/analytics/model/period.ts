import { z } from "zod";
import { addDays, daysBetween, isDay, mondayOf } from "#lib/core/time-range.ts";

/** Lengths to choose from, in weeks. */
export const periodWeeks = [4, 8, 13, 26] as const;

const MAX_DAYS = 1_100;

const day = z.string().refine(isDay, "must be a day such as 2026-11-23");

/** Which time a page is about: the last weeks, or days of one's own (`from` is in, `to` is the first day that is out). */
export const periodSchema = z.union([
  z.strictObject({
    weeks: z.literal(periodWeeks).default(4),
    /** Whether the week that runs now is one of them. Default: only while nothing older exists. */
    running: z.boolean().optional(),
  }),
  z
    .strictObject({ from: day, to: day })
    .refine(({ from, to }) => from < to, { path: ["to"], error: "must be after from" })
    .refine(({ from, to }) => daysBetween(from, to) <= MAX_DAYS, { path: ["to"], error: `must be at most ${MAX_DAYS} days after from` }),
]);

/** The period of an address (`weeks`, `running=1`, or `from` and `to`); what makes no sense there asks for the usual one. */
export function parsePeriod(query: Record<string, string | string[] | undefined>): z.output<typeof periodSchema> {
  const { weeks, running, from, to } = query;
  const asked = from !== undefined || to !== undefined ? { from, to } : { weeks: Number(weeks ?? 4), ...(running === "1" && { running: true }) };
  const read = periodSchema.safeParse(asked);
  return read.success ? read.data : periodSchema.parse({});
}

/** A period as days, half-open, with the equally long one before it. */
export interface Period {
  from: string;
  to: string;
  /** Where the period before begins; it ends where this one begins, or as long before as this one has got. */
  previousFrom: string;
  days: number;
  /** Whether it goes on beyond now. */
  running: boolean;
}

/**
 * @param today the day it is where the workspace is
 * @param firstDay the day of the first event there, or null
 */
export function periodOf(input: z.output<typeof periodSchema>, { today, firstDay }: { today: string; firstDay: string | null }): Period {
  if ("from" in input) return period(input.from, input.to, today);
  const monday = mondayOf(today);
  const running = input.running ?? (firstDay === null || firstDay >= monday);
  const to = running ? addDays(monday, 7) : monday;
  return period(addDays(to, -7 * input.weeks), to, today);
}

function period(from: string, to: string, today: string): Period {
  const days = daysBetween(from, to);
  return { from, to, previousFrom: addDays(from, -days), days, running: to > today };
}
