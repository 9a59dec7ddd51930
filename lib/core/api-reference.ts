/** The API as its docs show it: what lib/http makes of the declarations that the API runs on, and components/docs draws. */

/** One field of a body, query, path or message. */
export interface ReferenceField {
  /** Dotted path, e.g. "offer.type". */
  name: string;
  /** As TypeScript would write it, e.g. `"prod" | "sandbox"`. */
  type: string;
  required: boolean;
  /** What a value must keep to, each in a few words: "1 to 255 characters". */
  limits: string[];
  /** As JSON; null: none. */
  default: string | null;
  description: string;
}

export interface ReferenceEndpoint {
  id: string;
  method: string;
  /** With /api/v1. */
  path: string;
  summary: string;
  description: string;
  /** Names of the plans that have it; empty: it needs no key. */
  plans: string[];
  headers: { name: string; description: string }[];
  pathFields: ReferenceField[];
  queryFields: ReferenceField[];
  bodyFields: ReferenceField[];
  answers: { status: number; description: string }[];
  errors: { status: number; code: string; title: string; advice: string }[];
}

export interface WebhookReference {
  events: { type: string; text: string }[];
  /** Of a message. */
  fields: ReferenceField[];
  headers: { name: string; description: string }[];
  /** A message as it arrives, signed with `secret`. */
  sample: { headers: [name: string, value: string][]; body: string; secret: string };
  timeoutSeconds: number;
  /** Pauses before the retries, in seconds. */
  retrySeconds: readonly number[];
  failingDays: number;
  keptDays: number;
  /** In an environment. */
  maxEndpoints: number;
}
