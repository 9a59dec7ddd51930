import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ChangePreview } from "#lib/features/billing/model/billing-view.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";
import { amountText } from "./amount-text.ts";
import { type PostedAction, PostedButton } from "./posted-button.tsx";
import { intervalWords } from "./price-words.ts";

interface Props {
  /** What Stripe reckons, or why it cannot be said. */
  preview: ChangePreview | { refused: string };
  timeZone: string;
  backHref: string;
  changePlan: PostedAction;
}

/** What a change of plan would cost, to the cent, before it is made. It has an address of its own, so it needs no script. */
export function ChangeCard({ preview, timeZone, backHref, changePlan }: Props) {
  const back = (
    <ButtonLink href={backHref} prefetch={false}>
      Leave it as it is
    </ButtonLink>
  );
  if ("refused" in preview) {
    return (
      <Notice tone="warning" title="The plan cannot be changed like this now" actions={back} live="polite">
        {preview.refused}
      </Notice>
    );
  }
  const { plan, interval, prorationDate, dueNow, lines, renewal, renewsAt } = preview;
  const what = `${planTable[plan].name}, paid ${intervalWords[interval].adverb}`;
  return (
    <Card
      id="change"
      className="scroll-mt-6 border-accent"
      title={`Change to ${what}`}
      description="As Stripe reckons it for this moment, taxes included. The plan changes at once."
      footer={
        <div className="flex min-w-0 flex-wrap-reverse items-center justify-end gap-2">
          <PostedButton
            action={changePlan}
            fields={{ plan, interval, prorationDate: String(prorationDate) }}
            label={dueNow.minor > 0 ? `Change and pay ${amountText(dueNow)}` : "Change the plan"}
            failureTitle="The plan was not changed"
          />
          {back}
        </div>
      }
    >
      {lines.length === 0 ? (
        <p>Nothing is due now.</p>
      ) : (
        <table className="w-full max-w-150 border-separate border-spacing-0 text-13 tabular-nums">
          <caption className="sr-only">What the change costs</caption>
          <tbody>
            {lines.map(({ text, amount }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
              <tr key={i} className="align-top">
                <th scope="row" className="wrap-anywhere py-1 pe-4 text-start font-normal text-muted">
                  {text}
                </th>
                <td className="whitespace-nowrap py-1 text-end">{amountText(amount)}</td>
              </tr>
            ))}
            <tr className="align-top font-semibold">
              <th scope="row" className="border-line border-t py-1.5 pe-4 text-start">
                {dueNow.minor < 0 ? "Credited to your coming invoices" : "Due now"}
              </th>
              <td className="whitespace-nowrap border-line border-t py-1.5 text-end">{amountText({ ...dueNow, minor: Math.abs(dueNow.minor) })}</td>
            </tr>
          </tbody>
        </table>
      )}
      <p className="mt-2 max-w-prose text-13 text-muted">
        From <Time at={renewsAt} timeZone={timeZone} /> on: {renewal === null ? "the price that the checkout names" : amountText(renewal)}{" "}
        {intervalWords[interval].each}
        {renewal !== null && ", before taxes"}.{" "}
        {plan === "core" && "Core does not have the custom API: calls that store cancellations are refused at once. What is stored stays."}
      </p>
    </Card>
  );
}
