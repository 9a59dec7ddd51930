import { accessMeans, accessNames } from "#components/workspaces/plan-words.ts";
import type { ReferenceEndpoint } from "#lib/core/api-reference.ts";
import { accessStates, accessTable } from "#lib/features/plans/model/access-table.ts";
import { features, featureTable, planHas, plans, planTable } from "#lib/features/plans/model/plan-table.ts";
import { AccessLife } from "./access-life.tsx";
import { CallTable, Cell } from "./call-table.tsx";
import { Prose } from "./prose.tsx";
import { Section, Step } from "./section.tsx";
import { StackedRow, StackedTable } from "./stacked-table.tsx";

/** What each plan holds and what each access state lets through, from the tables that the gates read. */
export function PlansAndAccess({ endpoints }: { endpoints: readonly ReferenceEndpoint[] }) {
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
              <Cell key={plan} head={planTable[plan].name} refusal={planHas(plan, feature) ? undefined : 403} />
            ))}
          </StackedRow>
        ))}
      </StackedTable>
      <p>
        After a change to {planTable.core.name} everything that was stored stays readable in the dashboard; back on {planTable.advanced.name} the API answers
        with all of it again.
      </p>
      <Step id="access" title="Access states" />
      <AccessLife />
      <p>
        A payment opens a read-only workspace again within seconds. Each change of plan or access is in force within five seconds, also for an API key that is
        in use.
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
              <Cell key={access} head={accessNames[access]} refusal={refusedIn.includes(access) ? 402 : undefined} />
            ))}
          </StackedRow>
        ))}
      </StackedTable>
      <p>
        A read-only workspace can still be looked after: members, keys, secrets, webhooks, reasons, the flow and its settings can be changed in the dashboard by
        those who may. Only trying a draft is refused there: it would create a session.
      </p>
      <Step id="calls-by-access" title="Call by call" />
      <CallTable endpoints={endpoints} />
      <p>
        A <code>402</code> is for what is new alone: the retry of a stored event and of a link under its <code>Idempotency-Key</code> answer as before. The plan
        is checked before the body, access after it: on {planTable.core.name} a faulty call of the ledger is a <code>403</code>, in a read-only workspace it is
        the <code>400</code> of its fault. What {planTable.core.name} lacks, it lacks read-only too: <code>403</code>.
      </p>
      <p>
        The public demo can be looked at without an account, and nothing in it can be changed: all calls but its reasons and the contract answer{" "}
        <code>403</code> with <a href="/docs/errors#demo_workspace">demo_workspace</a>.
      </p>
      <p>
        Without Stripe’s keys an installation sells nothing: every workspace is {planTable.advanced.name} and active for good, unless whoever runs it sets it
        otherwise.
      </p>
    </Section>
  );
}
