import { z } from "zod";
import { parseId } from "#lib/core/ids.ts";
import { hasControlCharacter } from "#lib/core/plain-text.ts";

/** The ledger's public shapes (product contract): what a call may say, and what an answer looks like. */

const environments = ["prod", "sandbox"] as const;
export const outcomes = ["pending", "churned", "recovered", "abandoned"] as const;
const offerTypes = ["none", "discount", "pause"] as const;
const sources = ["api", "hosted", "import"] as const;

export type Outcome = (typeof outcomes)[number];

const EARLIEST = Date.UTC(2000, 0, 1);
/** The last millisecond with a year of four digits; an offset can lead beyond it. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const METADATA_KEYS = 50;
const METADATA_BYTES = 8 * 1024;

/** Text of at most `max` characters (Unicode code points, as JSON Schema counts). */
export function text(max: number, description: string) {
  return z
    .string()
    .refine((value) => value.length <= max || [...value].length <= max, { error: `must be at most ${max} characters`, params: { code: "too_long" } })
    .meta({ maxLength: max, description });
}

const EVENT_ID_RULE = 'No control characters; not "." or "..".';

export const environment = z.enum(environments).default("prod").meta({ description: "Sandbox data never touches prod figures." });

const STORED_EVENT_ID = `The eventId of the original call. ${EVENT_ID_RULE}`;

/** The id of a stored event, whichever way it came; compared byte by byte. */
export const storedEventIdSchema = z
  .string()
  .min(1)
  .refine((value) => value.length <= 255 || [...value].length <= 255, { error: "must be at most 255 characters", params: { code: "too_long" } })
  .refine((value) => !hasControlCharacter(value), { error: "must not contain control characters", params: { code: "control_character" } })
  .refine((value) => value !== "." && value !== "..", { error: 'must not be "." or ".."', params: { code: "not_allowed" } })
  .meta({ minLength: 1, maxLength: 255, description: STORED_EVENT_ID });

/** Your own id of an attempt to cancel. Ids of hosted sessions belong to the hosted flow. */
const eventIdSchema = storedEventIdSchema
  .refine((value) => parseId("cxs", value) === null, {
    error: "is the id of a hosted session; its outcome comes from the hosted flow",
    params: { code: "hosted_session_id" },
  })
  .meta({ minLength: 1, maxLength: 255, description: `Idempotency key: the same eventId on a retry returns the stored event. ${EVENT_ID_RULE}` });

/** The same where it names an event that is stored. */
export const namedEventIdSchema = eventIdSchema.meta({ minLength: 1, maxLength: 255, description: STORED_EVENT_ID });

/** A time with an offset, kept to the millisecond. Output: ms since 1970. */
function instant(description: string) {
  return z.iso
    .datetime({ offset: true, abort: true, error: "must be an ISO 8601 date and time with an offset, such as 2026-11-23T10:00:00Z" })
    .transform((value, issues) => {
      const at = Date.parse(value);
      if (at < EARLIEST) issues.addIssue({ code: "custom", message: "must not be before 2000-01-01", params: { code: "too_early" } });
      if (at > LATEST) issues.addIssue({ code: "custom", message: "must not be after the year 9999", params: { code: "too_late" } });
      return at;
    })
    .meta({ description });
}

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], { error: "must be a string, number, boolean or null" });

export const metadata = z
  .record(z.string(), scalar)
  .refine((value) => Object.keys(value).length <= METADATA_KEYS, { error: `must have at most ${METADATA_KEYS} keys`, params: { code: "too_many_keys" } })
  .refine((value) => new TextEncoder().encode(JSON.stringify(value)).length <= METADATA_BYTES, {
    error: "must be at most 8 KiB as JSON",
    params: { code: "too_long" },
  })
  .meta({ maxProperties: METADATA_KEYS, description: "Flat object of strings, numbers, booleans and nulls; at most 8 KiB as JSON." });

const offer = z
  .strictObject({
    type: z.enum(offerTypes).default("none").meta({ description: "The offer that the customer was shown." }),
    accepted: z
      .boolean()
      .default(false)
      .meta({ description: "Whether the customer took it; a later churn is still possible. With `offer.type` none it cannot be true." }),
    label: text(255, "The offer's name, for analytics.").optional(),
  })
  .refine((value) => !(value.accepted && value.type === "none"), {
    error: "cannot be true when no offer was shown (offer.type is none)",
    path: ["accepted"],
    params: { code: "no_offer" },
  });

export const context = z.strictObject({
  plan: text(255, "The customer's plan.").optional(),
  mrr: z.number().min(0).max(1e9).optional().meta({ description: "Monthly recurring revenue in the workspace's currency." }),
  tenureDays: z.int().min(0).max(36_500).optional().meta({ description: "Days since the customer began." }),
});

export const ingestBody = z
  .strictObject({
    environment,
    eventId: eventIdSchema,
    userId: text(255, "The customer's id in your system.").optional(),
    reasonKey: z.string().meta({ description: "Key of an enabled reason of the workspace, or of one that was merged into another." }),
    outcome: z.enum(["churned", "recovered", "abandoned"]).optional().meta({ description: "Omit while it is not known, and PATCH it later." }),
    offer: offer.optional(),
    reasonText: text(5_000, "What the customer wrote.").optional(),
    context: context.optional(),
    occurredAt: instant("When the customer tried to cancel; from 2000-01-01 to 24 hours ahead. Left out: now.").optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewCancellation" });

export type IngestInput = z.output<typeof ingestBody>;

export const updateOutcomeBody = z
  .strictObject({
    environment,
    outcome: z.enum(["churned", "recovered"]).meta({ description: "The final billing outcome." }),
    effectiveAt: instant("When the outcome took effect; from 2000-01-01. Left out: now.").optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "OutcomeUpdateRequest" });

export type UpdateOutcomeInput = z.output<typeof updateOutcomeBody> & { eventId: string };

const storedTime = z.iso.datetime();
const storedMetadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

const shape = {
  id: z.string().meta({ description: "RetentBase's own id (can_…)." }),
  eventId: z.string(),
  environment: z.enum(environments),
  source: z.enum(sources),
  userId: z.string().nullable(),
  reasonKey: z.string().nullable(),
  reasonText: z.string().nullable(),
  outcome: z.enum(outcomes),
  outcomeEffectiveAt: storedTime.nullable(),
  offer: z.strictObject({ type: z.enum(offerTypes), accepted: z.boolean(), label: z.string().nullable() }),
  context: z.strictObject({ plan: z.string().nullable(), mrr: z.number().nullable(), tenureDays: z.int().nullable() }),
  metadata: storedMetadata,
  occurredAt: storedTime,
  receivedAt: storedTime,
  updatedAt: storedTime,
};

export const cancellationSchema = z.strictObject(shape).meta({ id: "Cancellation" });
export type Cancellation = z.infer<typeof cancellationSchema>;

export const createdCancellationSchema = z.strictObject({ ...shape, replayed: z.literal(false) }).meta({ id: "CreatedCancellation" });

export const replayedCancellationSchema = z
  .strictObject({
    ...shape,
    replayed: z.literal(true),
    payloadMatch: z.boolean().meta({ description: "Whether this call said the same as the first one (occurredAt aside)." }),
    differingFields: z.array(z.string()).meta({ description: "Names of the fields that differ from the first call." }),
  })
  .meta({ id: "ReplayedCancellation" });

export const outcomeUpdateSchema = z
  .strictObject({
    outcome: z.enum(["churned", "recovered", "abandoned"]),
    effectiveAt: storedTime,
    receivedAt: storedTime,
    actor: z.strictObject({ type: z.enum(["api_key", "user", "customer", "system"]), id: z.string().nullable(), name: z.string().nullable() }),
    metadata: storedMetadata,
    current: z.boolean(),
  })
  .meta({ id: "OutcomeUpdate" });

export type OutcomeUpdate = z.infer<typeof outcomeUpdateSchema>;

export const cancellationWithHistorySchema = z
  .strictObject({ ...shape, history: z.array(outcomeUpdateSchema).meta({ description: "Every outcome ever said, in the order of receipt." }) })
  .meta({ id: "CancellationWithHistory" });
export type CancellationWithHistory = z.infer<typeof cancellationWithHistorySchema>;

export const getQuery = z.strictObject({ environment });

export const listQuery = z.strictObject({
  environment,
  outcome: z.enum(outcomes).optional().meta({ description: "The current outcome." }),
  reasonKey: z.string().optional().meta({ description: "Also finds the keys that were merged into this one." }),
  plan: z.string().optional().meta({ description: "Exactly this `context.plan`." }),
  source: z.enum(sources).optional().meta({ description: "How it came: your call, a hosted session, an import." }),
  from: instant("Only what occurred at or after this time.").optional(),
  to: instant("Only what occurred before this time.").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "Events in a page." }),
  cursor: z.string().optional().meta({ description: "nextCursor of the page before." }),
});
export type ListInput = z.output<typeof listQuery>;

export const cancellationPageSchema = z.strictObject({ data: z.array(cancellationSchema), nextCursor: z.string().nullable() }).meta({ id: "CancellationPage" });
