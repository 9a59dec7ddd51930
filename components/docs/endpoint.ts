/** A row of a table of fields. */
export interface FieldRow {
  /** Dotted path, e.g. "offer.type". */
  name: string;
  type: string;
  required: boolean;
  /** What a value must keep to, each in a few words. */
  limits: string[];
  /** As JSON; null: none. */
  default: string | null;
  description: string;
}

/** An endpoint as the docs show it; lib/http/reference.ts makes it from the operation itself. */
export interface Endpoint {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  /** Empty: it needs no key. */
  plans: string[];
  headers: { name: string; description: string }[];
  pathFields: FieldRow[];
  queryFields: FieldRow[];
  bodyFields: FieldRow[];
  answers: { status: number; description: string }[];
  errors: { status: number; code: string; title: string; advice: string }[];
}
