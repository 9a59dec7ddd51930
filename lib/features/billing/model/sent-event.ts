import { z } from "zod";

/** What we read of an event of Stripe's. */
export interface SentEvent {
  id: string;
  type: string;
  /** Seconds since 1970. */
  created: number;
  data: { object: object };
}

/** What a column holds, and all that Stripe uses. */
const idSchema = z.string().regex(/^[\x21-\x7e]{1,255}$/);
const typeSchema = z.string().regex(/^[\x21-\x7e]+$/);
const LAST_SECOND = Date.parse("9999-12-31T23:59:59Z") / 1000;

const eventSchema = z.object({
  id: idSchema,
  type: typeSchema,
  created: z.int().min(0).max(LAST_SECOND),
  data: z.object({ object: z.looseObject({}) }),
});

/**
 * The event in a body that Stripe signed. Stripe signs also what nothing here depends on (thin events, and what it may send one day);
 * of that, what can be stored, without an object, so that it asks for nothing.
 * @param seconds since 1970: when it came
 * @returns event: null when there is no id to store it by; oddity: what it lacks of an event, or null
 */
export function readSentEvent(body: unknown, seconds: number): { event: SentEvent | null; oddity: string | null } {
  const { success, data, error } = eventSchema.safeParse(body);
  if (success) return { event: data, oddity: null };
  const oddity = `${error.issues[0]?.path.join(".") || "the whole body"} is not as in an event`;
  const { id, type } = (body ?? {}) as { id?: unknown; type?: unknown };
  const storable = idSchema.safeParse(id);
  if (!storable.success) return { event: null, oddity };
  return { event: { id: storable.data, type: typeSchema.catch("unknown").parse(type), created: seconds, data: { object: {} } }, oddity };
}

/** Whose event it is, or null. */
export function customerOf({ data }: Pick<SentEvent, "data">): string | null {
  const object = data.object as { object?: unknown; id?: unknown; customer?: unknown };
  const customer = object.object === "customer" ? object.id : object.customer;
  const id = idSchema.safeParse(typeof customer === "object" && customer !== null ? (customer as { id?: unknown }).id : customer);
  return id.success ? id.data : null;
}
