import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { WayToPlans } from "#lib/features/billing/model/way-to-plans.ts";
import { type Feature, featureTable, leastPlanWith, planTable } from "#lib/features/plans/model/plan-table.ts";

interface Props {
  /** What the workspace's plan lacks. */
  features: readonly Feature[];
  slug: string;
  way: WayToPlans;
  /** What works all the same, where somebody might think otherwise. */
  children?: ReactNode;
}

/** What another plan would show here, in plain words and without made-up figures, and the one way to it. */
export function Locked({ features, slug, way, children }: Props) {
  const { name } = planTable[leastPlanWith(features)];
  return (
    <section aria-label={`Part of ${name}`} className="flex gap-2.5 rounded-card border border-line-strong border-dashed bg-surface px-3.5 py-3 text-13">
      <Lock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="grid min-w-0 flex-1 gap-2">
        <p className="font-semibold">Part of {name}</p>
        <ul className="m-0 grid max-w-prose list-none gap-1.5 p-0">
          {features.map((feature) => (
            <li key={feature} className="wrap-anywhere">
              <span className="font-medium">{featureTable[feature].name}.</span> <span className="text-muted">{featureTable[feature].text}</span>
            </li>
          ))}
        </ul>
        {children !== undefined && <p className="max-w-prose">{children}</p>}
        {way === "billing" ? (
          <div>
            <ButtonLink href={`/dashboard/${slug}/billing#plans`} prefetch={false}>
              See {name}
            </ButtonLink>
          </div>
        ) : (
          <p className="max-w-prose text-muted">
            {way === "owner" ? `An owner of the workspace can change to ${name}.` : `Whoever runs this installation can set the workspace to ${name}.`}
          </p>
        )}
      </div>
    </section>
  );
}
