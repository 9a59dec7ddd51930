"use client";

import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Offer } from "#lib/features/flows/model/flow-config.ts";
import { benefitText, conditionsText } from "#lib/features/flows/model/offer-text.ts";
import { ConfirmButton } from "./confirm-button.tsx";
import { Editor } from "./editor.tsx";
import { useFlowDraft } from "./flow-draft.tsx";

/** Loaded when the first one is opened. */
const OfferForm = dynamic(() => import("./offer-form.tsx").then((module) => module.OfferForm), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-60" />,
});

interface Props {
  offer: Offer;
  position: number;
  count: number;
  reasons: readonly { key: string; label: string; enabled: boolean }[];
  currency: string;
  currencies: readonly string[];
  isOpen: boolean;
  onToggle(): void;
  onChange(offer: Offer): void;
  onMove(by: 1 | -1): void;
  onRemove(): void;
}

/** One offer: what it is in two lines, and open all of it. */
export function OfferCard({ offer, position, count, reasons, currency, currencies, isOpen, onToggle, onChange, onMove, onRemove }: Props) {
  const { actions, faults } = useFlowDraft();
  const name = `“${offer.label || "without a label"}”`;
  const panelId = `offer-${offer.id}`;
  const isFaulty = Object.keys(faults).some((path) => path.startsWith(`offers.${position}.`));
  return (
    <section aria-label={`Offer ${name}`} className="min-w-0 rounded-card border border-line bg-surface">
      <div className="flex items-start gap-2 px-4 py-3">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={panelId}
          onClick={onToggle}
          className="flex min-w-0 flex-1 cursor-pointer items-start gap-2 text-start"
        >
          <ChevronDown aria-hidden="true" className={`mt-0.5 size-4 shrink-0 text-muted ${isOpen ? "" : "-rotate-90 rtl:rotate-90"}`} />
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-2">
              <span dir="auto" className="wrap-anywhere font-medium">
                {offer.label || "Without a label"}
              </span>
              {!offer.enabled && <Badge>Off</Badge>}
              {isFaulty && <Badge tone="danger">Has faults</Badge>}
            </span>
            <span className="block wrap-anywhere text-13 text-muted">
              <span className="inline-block first-letter:uppercase">{benefitText(offer)}</span> · {audienceText(offer, reasons)}
            </span>
          </span>
        </button>
        {actions !== null && (
          <div className="-my-1 flex shrink-0">
            <SignButton label={`Move ${name} up`} icon={<ArrowUp />} disabled={position === 0} onClick={() => onMove(-1)} />
            <SignButton label={`Move ${name} down`} icon={<ArrowDown />} disabled={position === count - 1} onClick={() => onMove(1)} />
            <ConfirmButton
              button={<SignButton label={`Remove ${name}`} icon={<Trash2 />} />}
              title={`Remove ${name}?`}
              description="It leaves the draft. Published versions and sessions that run keep it; figures about it stay."
              confirmLabel="Remove offer"
              onConfirm={async () => {
                onRemove();
                return { ok: true };
              }}
            />
          </div>
        )}
      </div>
      <div id={panelId} hidden={!isOpen}>
        {isOpen && (
          <Editor>
            <OfferForm {...{ offer, position, reasons, currency, currencies, onChange }} />
          </Editor>
        )}
      </div>
    </section>
  );
}

function audienceText({ reasons: keys, conditions }: Offer, reasons: Props["reasons"]): string {
  const labels = keys.map((key) => `“${reasons.find((reason) => reason.key === key)?.label ?? key}”`);
  const named = labels.length > 2 ? `${labels.slice(0, 2).join(", ")} and ${labels.length - 2} more` : labels.join(" and ");
  return [keys.length === 0 ? "for any reason" : `for ${named}`, conditionsText(conditions)].filter(Boolean).join("; ");
}

/** An IconButton without its tooltip, which would weigh more than this page's own script. */
function SignButton({ label, icon, ...rest }: { label: string; icon: ReactNode; disabled?: boolean; onClick?: () => void }) {
  return (
    <Button {...rest} aria-label={label} variant="ghost" size="small" className="w-7 px-0 pointer-coarse:min-w-9">
      {icon}
    </Button>
  );
}
