import type { Cancellation, IngestInput, Outcome, UpdateOutcomeInput } from "./cancellation.ts";

type Metadata = NonNullable<Cancellation["metadata"]>;

/** What a call says of an event, defaulted and flat, in one fixed order of fields; occurredAt is not part of it. */
export interface Payload {
  userId: string | null;
  reasonKey: string | null;
  outcome: Outcome;
  "offer.type": Cancellation["offer"]["type"];
  "offer.accepted": boolean;
  "offer.label": string | null;
  reasonText: string | null;
  "context.plan": string | null;
  "context.mrr": number | null;
  "context.tenureDays": number | null;
  metadata: Metadata | null;
}

export function payloadOf(input: IngestInput): Payload {
  return {
    userId: input.userId ?? null,
    reasonKey: input.reasonKey,
    outcome: input.outcome ?? "pending",
    "offer.type": input.offer?.type ?? "none",
    "offer.accepted": input.offer?.accepted ?? false,
    "offer.label": input.offer?.label ?? null,
    reasonText: input.reasonText ?? null,
    "context.plan": input.context?.plan ?? null,
    "context.mrr": input.context?.mrr ?? null,
    "context.tenureDays": input.context?.tenureDays ?? null,
    metadata: input.metadata ?? null,
  };
}

/** Metadata with its keys in one order, so that equal objects have equal text. */
function canonicalMetadata(metadata: Metadata | null | undefined): string {
  if (metadata == null) return "null";
  return JSON.stringify(
    Object.keys(metadata)
      .sort()
      .map((key) => [key, metadata[key]]),
  );
}

/** The text whose SHA-256 is an event's fingerprint: the same for two calls exactly when they say the same. */
export function canonicalPayload(payload: Payload): string {
  return JSON.stringify([
    payload.userId,
    payload.reasonKey,
    payload.outcome,
    payload["offer.type"],
    payload["offer.accepted"],
    payload["offer.label"],
    payload.reasonText,
    payload["context.plan"],
    payload["context.mrr"],
    payload["context.tenureDays"],
    canonicalMetadata(payload.metadata),
  ]);
}

/** The same for an outcome update; an update is repeated when outcome, effectiveAt as given, and metadata are. */
export function canonicalUpdate(input: UpdateOutcomeInput): string {
  return JSON.stringify([input.outcome, input.effectiveAt ?? null, canonicalMetadata(input.metadata)]);
}

/** Names of the fields in which two payloads differ, as the API names them. */
export function differingFields(first: Payload, second: Payload): string[] {
  return (Object.keys(first) as (keyof Payload)[]).filter((field) =>
    field === "metadata" ? canonicalMetadata(first.metadata) !== canonicalMetadata(second.metadata) : first[field] !== second[field],
  );
}
