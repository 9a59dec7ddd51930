import { planHas } from "#lib/features/plans/model/plan-table.ts";
import { operations } from "#lib/http/operations.ts";
import { problemTable } from "#lib/http/problem.ts";

/** An endpoint, as far as tests from outside need to know it. */
export interface Endpoint {
  id: string;
  method: string;
  /** Below /api/v1, with {parameters}. */
  path: string;
  needsKey: boolean;
  /** Whether the plan must be Advanced. */
  needsAdvanced: boolean;
  openToDemo: boolean;
  hasBody: boolean;
  hasEnvironment: boolean;
  /** Whether what it answers may belong to prod: named by the call, or by what the call is about. */
  touchesEnvironment: boolean;
}

/** Every endpoint of the public API, from the list that the doors themselves read. */
export function endpoints(): Endpoint[] {
  return operations.map((operation) => {
    const keyed = operation.access === "key";
    const body = keyed && operation.body !== undefined;
    return {
      id: operation.id,
      method: operation.method,
      path: operation.path,
      needsKey: keyed,
      needsAdvanced: keyed && operation.feature !== null && !planHas("core", operation.feature),
      openToDemo: !keyed || operation.demo,
      hasBody: body,
      hasEnvironment: body || (keyed && operation.query !== undefined),
      touchesEnvironment: body || (keyed && (operation.query !== undefined || operation.params !== undefined)),
    };
  });
}

/** The status and title of each domain code. */
export function problems(): Record<string, { status: number; title: string }> {
  return problemTable;
}
