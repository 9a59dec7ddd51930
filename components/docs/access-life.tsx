import { accessNames } from "#components/workspaces/plan-words.ts";
import type { Access } from "#lib/core/context.ts";
import { GRACE_DAYS, TRIAL_DAYS } from "#lib/features/billing/model/access.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";
import { StackedRow, StackedTable } from "./stacked-table.tsx";

const { advanced } = planTable;

/** What lib/features/billing/model/access.ts decides, status by status, in words. */
const life: readonly { when: string; access: Access }[] = [
  { when: `A new workspace, for ${TRIAL_DAYS} days: ${advanced.name} without a card`, access: "trialing" },
  { when: "A plan chosen during the trial: it counts at once, and its first payment falls due when the trial ends", access: "trialing" },
  { when: "A subscription that is paid", access: "active" },
  { when: "A subscription that was cancelled, until the end of what is paid", access: "active" },
  { when: `An unpaid invoice, for ${GRACE_DAYS} days from when it fell due, whatever becomes of the subscription’s retries meanwhile`, access: "past_due" },
  { when: `An invoice that is unpaid for longer than ${GRACE_DAYS} days`, access: "read_only" },
  { when: "A trial that is over without a plan, also when a checkout’s first payment was declined", access: "read_only" },
  { when: "A subscription that has ended, or is paused", access: "read_only" },
];

/** Which access state a workspace is in, by how it stands with its plan. */
export function AccessLife() {
  return (
    <StackedTable caption="Which access state a workspace is in" heads={["How it stands", "Access state"]}>
      {life.map(({ when, access }) => (
        <StackedRow key={when}>
          <th scope="row" className="text-left font-normal max-md:block">
            {when}
          </th>
          <td className="whitespace-nowrap max-md:inline-block">
            <code>{access}</code> <span className="text-muted">({accessNames[access]})</span>
          </td>
        </StackedRow>
      ))}
    </StackedTable>
  );
}
