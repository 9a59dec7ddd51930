import { accessMeans, accessNames } from "#components/workspaces/plan-words.ts";
import { GRACE_DAYS, TRIAL_DAYS } from "#lib/features/billing/model/access.ts";
import { accessStates, accessTable } from "#lib/features/plans/model/access-table.ts";
import { features, featureTable, planHas, plans, planTable } from "#lib/features/plans/model/plan-table.ts";
import { Prose } from "./prose.tsx";
import { Section, Step } from "./section.tsx";
import { StackedRow, StackedTable } from "./stacked-table.tsx";

/** What each plan holds and what each access state lets through, from the tables that the gates read. */
export function PlansAndAccess() {
  const sold = features.filter((feature) => featureTable[feature].isThere);
  return (
    <Section id="plans" title="Plans and access">
      <p>
        A workspace has a plan, which says what it holds, and an access state, which says what of it works now. A call that the plan lacks is a <code>403</code>{" "}
        with the code <a href="/docs/errors#plan_required">plan_required</a>; one that the access state refuses is a <code>402</code> with{" "}
        <a href="/docs/errors#workspace_read_only">workspace_read_only</a>. What plans cost stands under <a href="/pricing">pricing</a>.
      </p>
      <StackedTable caption="What each plan holds" heads={["Feature", ...plans.map((plan) => planTable[plan].name)]}>
        {sold.map((feature) => (
          <StackedRow key={feature}>
            <th scope="row" className="text-left font-normal max-md:block">
              <span className="font-medium">{featureTable[feature].name}.</span> <span className="text-muted">{featureTable[feature].text}</span>
            </th>
            {plans.map((plan) => (
              <Cell key={plan} head={planTable[plan].name} text={planHas(plan, feature) ? "Yes" : "403"} />
            ))}
          </StackedRow>
        ))}
      </StackedTable>
      <Step id="access" title="Access states" />
      <p>
        A new workspace has {TRIAL_DAYS} days of {planTable.advanced.name} without a card. An unpaid invoice leaves {GRACE_DAYS} days in which everything works.
        A payment opens a read-only workspace again within seconds.
      </p>
      <ul className="m-0 grid max-w-prose list-disc gap-1.5 ps-5">
        {accessStates.map((access) => (
          <li key={access}>
            <code>{access}</code> ({accessNames[access]}): {accessMeans[access]}
          </li>
        ))}
      </ul>
      <StackedTable caption="What works in which access state" heads={["What the plan holds", ...accessStates.map((access) => accessNames[access])]}>
        {accessTable.map(({ what, refusedIn }) => (
          <StackedRow key={what}>
            <th scope="row" className="text-left font-normal max-md:block">
              <Prose text={what} />
            </th>
            {accessStates.map((access) => (
              <Cell key={access} head={accessNames[access]} text={refusedIn.includes(access) ? "402" : "Yes"} />
            ))}
          </StackedRow>
        ))}
      </StackedTable>
      <p>Without Stripe’s keys an installation sells nothing: every workspace is {planTable.advanced.name} and active for good.</p>
    </Section>
  );
}

/** On phones it says which column it is of. */
function Cell({ head, text }: { head: string; text: string }) {
  return (
    <td className="whitespace-nowrap max-md:inline-block max-md:pe-3">
      <span className="text-muted md:hidden">{head}: </span>
      {text === "Yes" ? text : <code>{text}</code>}
    </td>
  );
}
