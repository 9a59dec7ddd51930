import type { z } from "zod";
import type { WorkspaceContext } from "#lib/core/context.ts";
import type { ErrorCode, FieldError } from "#lib/core/errors.ts";
import type { Feature } from "#lib/features/plans/model/plan-table.ts";

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** What a handler answers; the dispatcher adds the headers every answer has. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

interface Call<Params, Query, Body> {
  ctx: WorkspaceContext;
  params: Params;
  query: Query;
  body: Body;
  /** One header's value by lower-case name. */
  header(name: string): string | undefined;
  /** @throws DomainError sandbox_only_key when the key may not touch the environment. */
  allowEnvironment(environment: "prod" | "sandbox"): void;
}

interface AnswerDeclaration {
  description: string;
  schema: z.ZodType;
  headers?: Record<string, string>;
}

interface Declaration {
  id: string;
  method: Method;
  /** Below /api/v1, with {parameters}. */
  path: string;
  summary: string;
  description: string;
  answers: Record<number, AnswerDeclaration>;
  errors: readonly ErrorCode[];
}

/** An endpoint that needs an API key. */
export interface KeyedOperation<Params = unknown, Query = unknown, Body = unknown> extends Declaration {
  access: "key";
  /** The plan feature it belongs to; null: every plan has it. */
  feature: Feature | null;
  /** Whether the read-only demo workspace may call it. */
  demo: boolean;
  limit: "reads" | "writes";
  /** Optional request headers that mean something here, with their description. */
  requestHeaders?: Record<string, string>;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** Gives other spellings of the body's names their own ones before it is checked, and says which of them must not stand there. */
  rename?(body: unknown): { body: unknown; faults: FieldError[] };
  handle(call: Call<Params, Query, Body>): Promise<Answer>;
}

/** An endpoint for everybody. */
export interface PublicOperation extends Declaration {
  access: "public";
  handle(): Answer;
}

export type Operation = KeyedOperation | PublicOperation;

/** Declares an endpoint; the types of params, query and body follow from their schemas. */
export function operation<Params = Record<string, never>, Query = Record<string, never>, Body = undefined>(
  declaration: Omit<KeyedOperation<Params, Query, Body>, "access">,
): KeyedOperation {
  return { ...declaration, access: "key" } as unknown as KeyedOperation;
}

export function publicOperation(declaration: Omit<PublicOperation, "access">): PublicOperation {
  return { ...declaration, access: "public" };
}
