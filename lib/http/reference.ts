import type { ReferenceEndpoint } from "#lib/core/api-reference.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";
import { refusals } from "./openapi.ts";
import type { KeyedOperation, Operation } from "./operation.ts";
import { problemTable } from "./problem.ts";
import { fieldsOf } from "./reference-fields.ts";

/**
 * An endpoint as the docs show it; made from the declaration that the API runs on, so the two cannot differ.
 * @throws Error for a schema that cannot be written as a row, which a test finds before a reader does.
 */
export function referenceOf(operation: Operation): ReferenceEndpoint {
  const keyed = operation.access === "key" ? operation : null;
  return {
    id: operation.id,
    method: operation.method,
    path: `/api/v1${operation.path}`,
    summary: operation.summary,
    description: operation.description,
    plans: keyed === null ? [] : plansOf(keyed),
    headers: Object.entries(keyed?.requestHeaders ?? {}).map(([name, description]) => ({ name, description })),
    pathFields: fieldsOf(keyed?.params),
    queryFields: fieldsOf(keyed?.query),
    bodyFields: fieldsOf(keyed?.body),
    answers: Object.entries(operation.answers).map(([status, { description }]) => ({ status: Number(status), description })),
    errors: refusals(operation).map((code) => {
      const { status, title, advice } = problemTable[code];
      return { status, code, title, advice };
    }),
  };
}

function plansOf({ feature }: KeyedOperation): string[] {
  return Object.values(planTable)
    .filter(({ features }) => feature === null || (features as readonly string[]).includes(feature))
    .map(({ name }) => name);
}
