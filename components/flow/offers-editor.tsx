"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Offer } from "#lib/features/flows/model/flow-config.ts";
import { useFlowDraft } from "./flow-draft.tsx";
import { newOffer } from "./new-offer.ts";
import { OfferCard } from "./offer-card.tsx";
import { usePreviewQuestion } from "./preview-question.tsx";

interface Props {
  /** All of the workspace. */
  reasons: readonly { key: string; label: string; enabled: boolean }[];
  currency: string;
  currencies: readonly string[];
}

const MOST = 20;

/** The offers in their order, the first that fits is shown; one is open to be changed. */
export function OffersEditor({ reasons, currency, currencies }: Props) {
  const { draft, change, actions } = useFlowDraft();
  const { ask } = usePreviewQuestion();
  const [openId, setOpenId] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const { offers } = draft;

  const put = (next: Offer[]) => change((now) => ({ ...now, offers: next }));
  const replace = (offer: Offer) => change((now) => ({ ...now, offers: now.offers.map((one) => (one.id === offer.id ? offer : one)) }));

  function add(type: Offer["type"]) {
    const offer = newOffer(type, offers);
    put([...offers, offer]);
    setOpenId(offer.id);
    ask({ screen: "offer" });
  }

  function move(offer: Offer, by: 1 | -1) {
    const from = offers.indexOf(offer);
    const to = from + by;
    if (to < 0 || to >= offers.length) return;
    const next = offers.filter((one) => one !== offer);
    next.splice(to, 0, offer);
    put(next);
    setSaid(`“${offer.label}” is now ${to + 1} of ${offers.length}.`);
  }

  const buttons = actions !== null && offers.length < MOST && (
    <>
      <Button onClick={() => add("discount")}>
        <Plus aria-hidden="true" />
        Add a discount
      </Button>
      <Button onClick={() => add("pause")}>
        <Plus aria-hidden="true" />
        Add a pause
      </Button>
    </>
  );

  return (
    <section aria-labelledby="offers" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id="offers" className="font-semibold text-16">
            Offers
          </h2>
          <p className="text-13 text-muted">
            A customer sees at most one: the first of the list that fits. Your server carries it out when the result says “accepted”.
          </p>
        </div>
        {offers.length > 0 && <div className="flex flex-wrap gap-2">{buttons}</div>}
      </div>
      <span role="status" className="sr-only">
        {said}
      </span>
      {offers.length === 0 ? (
        <div className="rounded-card border border-line border-dashed">
          <EmptyState title="No offer yet" action={buttons || undefined} level={3}>
            Without one the flow asks for a reason and confirms. An offer is shown between the two, beside controls of equal weight that cancel and keep.
          </EmptyState>
        </div>
      ) : (
        <ol className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
          {offers.map((offer, i) => (
            <li key={offer.id} className="min-w-0">
              <OfferCard
                {...{ offer, reasons, currency, currencies }}
                position={i}
                count={offers.length}
                isOpen={offer.id === openId}
                onToggle={() => {
                  setOpenId(offer.id === openId ? null : offer.id);
                  if (offer.id !== openId) ask({ screen: "offer" });
                }}
                onChange={replace}
                onMove={(by) => move(offer, by)}
                onRemove={() => put(offers.filter((one) => one !== offer))}
              />
            </li>
          ))}
        </ol>
      )}
      {offers.length >= MOST && <p className="text-13 text-muted">A flow has at most {MOST} offers.</p>}
    </section>
  );
}
