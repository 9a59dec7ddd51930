import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import type { Plan } from "#lib/core/context.ts";
import type { PlanPrice } from "#lib/features/billing/model/billing-view.ts";
import type { BillingInterval } from "#lib/features/billing/model/subscription.ts";
import { planTable, soldFeatures } from "#lib/features/plans/model/plan-table.ts";
import { amountText } from "./amount-text.ts";
import { intervalWords, priceOf, savingText } from "./price-words.ts";

interface Props {
  plan: Plan;
  interval: BillingInterval;
  prices: readonly PlanPrice[];
  /** "Your plan", "In your trial". */
  sign?: string;
  level?: 2 | 3;
  /** The one button, or why there is none. */
  children?: ReactNode;
}

/** A plan: what for, what it costs, what it holds. */
export function PlanCard({ plan, interval, prices, sign, level = 3, children }: Props) {
  const Heading = `h${level}` as const;
  const { name, promise } = planTable[plan];
  const saving = interval === "year" ? savingText(prices, plan) : null;
  return (
    <section
      aria-label={name}
      className={`flex min-w-0 flex-col gap-4 rounded-card border bg-surface p-5 ${sign === undefined ? "border-line" : "border-accent"}`}
    >
      <div>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Heading className="font-semibold text-16">{name}</Heading>
          {sign !== undefined && <Badge tone="accent">{sign}</Badge>}
        </div>
        <p className="mt-0.5 text-muted">{promise}</p>
      </div>
      <div>
        <Price price={priceOf(prices, plan, interval)} interval={interval} />
        {saving !== null && <p className="text-13 text-muted">{saving}</p>}
      </div>
      <ul className="m-0 grid list-none gap-2.5 p-0 text-13">
        {soldFeatures(plan).map((feature) => (
          <li key={feature.feature} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2">
            <Check aria-hidden="true" className="mt-0.5 size-4 text-accent-text" />
            <span className="wrap-anywhere">
              <span className="font-medium">{feature.name}.</span> <span className="text-muted">{feature.text}</span>
            </span>
          </li>
        ))}
      </ul>
      {children !== undefined && <div className="mt-auto grid justify-items-start gap-2 pt-1 text-13 text-muted">{children}</div>}
    </section>
  );
}

function Price({ price, interval }: { price: PlanPrice | undefined; interval: BillingInterval }) {
  if (price === undefined) return <p className="text-muted">Not sold {intervalWords[interval].adverb}</p>;
  if (price.amount === null) return <p className="text-muted">Price asked at checkout, paid {intervalWords[interval].adverb}</p>;
  return (
    <p>
      <span className="font-semibold text-28 tabular-nums tracking-tight">{amountText(price.amount)}</span>{" "}
      <span className="text-muted">{intervalWords[interval].each}, before taxes</span>
    </p>
  );
}
