import { z } from "zod";
import { customerTypes, regionSchema } from "./flow-config.ts";

/** A customer who does not exist, to look at a flow as; null: not known. */
export const madeUpCustomer = z.strictObject({
  /** Null: skipped. */
  reasonKey: z.string().max(63).nullable().default(null),
  plan: z.string().trim().max(255).nullable().default(null),
  mrr: z.number().min(0, "must not be negative").max(1e9).nullable().default(null),
  tenureDays: z.int("must be whole days").min(0, "must not be negative").max(36_500).nullable().default(null),
  region: regionSchema.nullable().default(null),
  customerType: z.enum(customerTypes).nullable().default(null),
  /** Days since they were last shown the offers, in a session of then; null: never. */
  shownDaysAgo: z.int("must be whole days").min(0, "must not be negative").max(3_650, "must be at most 3,650").nullable().default(null),
});

export type MadeUpCustomer = z.output<typeof madeUpCustomer>;
