import { z } from "zod";

/** A hosted session as integrators and owners see it. */

export const sessionStatuses = ["created", "opened", "completed", "abandoned", "expired"] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

const time = z.iso.datetime();

/** What happened in a session, in the order of its timeline. */
export const stepTypes = [
  "created",
  "opened",
  "reason_given",
  "reason_skipped",
  "offer_shown",
  "offer_accepted",
  "confirm_shown",
  "withdrawal_shown",
  "kept",
  "confirmed",
  "withdrawn",
  "left",
  "abandoned",
  "expired",
  "reason_added",
  "result_issued",
  "result_verified",
] as const;

export type StepType = (typeof stepTypes)[number];

const shape = {
  session_id: z.string().meta({ description: "cxs_…; also the eventId of its cancellation." }),
  status: z.enum(sessionStatuses),
  environment: z.enum(["prod", "sandbox"]),
  userId: z.string().nullable(),
  reasonKey: z.string().nullable().meta({ description: "null: not given, or not yet: where the law puts the confirmation first, it may come after the end." }),
  reasonText: z.string().nullable(),
  outcome: z
    .enum(["churned", "recovered", "abandoned"])
    .nullable()
    .meta({ description: "Final once the status is completed or abandoned; abandoned is provisional while the session is opened." }),
  offer: z.strictObject({ type: z.enum(["none", "discount", "pause"]), accepted: z.boolean(), label: z.string().nullable() }),
  context: z.strictObject({ plan: z.string().nullable(), mrr: z.number().nullable(), tenureDays: z.int().nullable() }),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  flowVersion: z.int().nullable().meta({ description: "0: before the first publish; null: a trial of the draft." }),
  return_url: z.string(),
  created_at: time,
  opened_at: time.nullable(),
  completed_at: time.nullable(),
  expires_at: time,
};

/** What webhooks carry. */
export const sessionSummarySchema = z.strictObject(shape).meta({ id: "CancelSessionSummary" });
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

export const sessionSchema = z
  .strictObject({
    ...shape,
    timeline: z.array(z.looseObject({ at: time, type: z.enum(stepTypes) })).meta({ description: "Every step in its order, with what belongs to it." }),
    result: z
      .strictObject({ issued_at: time.nullable(), delivered_at: time.nullable(), verified_at: time.nullable() })
      .meta({ description: "When the customer was sent back with a token, when a webhook told you, and when you verified a token." }),
  })
  .meta({ id: "CancelSession" });
export type CancelSession = z.infer<typeof sessionSchema>;
