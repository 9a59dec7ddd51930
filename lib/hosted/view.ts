import type { HostedLocale } from "#lib/core/hosted-locales.ts";
import type { ReceiptContent } from "#lib/features/cancel-sessions/model/receipt.ts";
import type { Benefit, CopyField } from "#lib/features/flows/model/flow-config.ts";
import type { Demands } from "#lib/features/flows/model/region-rules.ts";

/** Everything a hosted page shows; the same for a customer, the editor's preview and the landing page. */
export interface HostedView {
  locale: HostedLocale;
  /** The quiet switcher: the enabled languages, each with the address of this page in it; empty: no switcher. */
  languages: readonly { locale: HostedLocale; href: string }[];
  brand: {
    /** The merchant; "" on a message that must not say whose link it was. */
    name: string;
    /** #rrggbb as chosen; the page corrects it where its contrast is too low. */
    accent: string;
    logoUrl: string | null;
    supportUrl: string | null;
  };
  /** Says in words that nothing here is real. */
  isSandbox: boolean;
  /** The owner's own sentences in this language. */
  copy: Partial<Record<CopyField, string>>;
  demands: Demands;
  screen: Screen;
}

/** What is cancelled. */
export interface Subject {
  /** Name of the plan, else of the product; null: "your subscription". */
  name: string | null;
  /** When it ends, ISO 8601 (date or date and time); null: "on the date in your agreement". */
  effectiveAt: string | null;
}

export interface ReasonChoice {
  key: string;
  label: string;
  followUpQuestion: string | null;
}

/** Values of the `do` button of a form; one a control. */
export const hostedActions = ["continue", "cancel", "accept", "confirm", "withdraw", "confirm_withdrawal", "keep", "leave", "return", "survey"] as const;
export type HostedAction = (typeof hostedActions)[number];

/** Names of the fields that can be faulty. */
export type FieldName = "reasonKey" | "reasonText" | "kind" | "cause" | "endsOn" | "email";

/** What is wrong with a field; the page says it in its own language. */
export type FieldFault = "missing" | "invalid" | "too_long";

/** Most characters of reasonText and of cause. */
export const TEXT_LIMIT = 5_000;

/** Every screen's form is posted to `action`; controls are buttons named `do`. */
interface Form {
  /** Address that takes the posts: a path of this host, or https. */
  action: string;
  /** What was wrong with the last post; the page then opens with a summary that has the focus. */
  errors?: Readonly<Partial<Record<FieldName, FieldFault>>>;
}

export interface ReasonScreen extends Form {
  kind: "reason";
  subject: Subject;
  reasons: readonly ReasonChoice[];
  /**
   * What was said before, when the customer comes back to this page. Fields: reasonKey ("" or missing: skipped), reasonText, and for
   * each reason with a question of its own followUpName(key). `reasonTextOf` (reason-answer.ts) reads them.
   */
  reasonKey: string | null;
  reasonText: string;
}

export interface OfferScreen extends Form {
  kind: "offer";
  subject: Subject;
  offer: {
    label: string;
    terms: string;
    benefit: Benefit;
  };
}

export interface ConfirmScreen extends Form {
  kind: "confirm";
  subject: Subject;
  reasonLabel: string | null;
  /** Germany, section 312k: the statute's fields, minimum and maximum; `customer` is only shown. Fields: kind ("ordinary" | "extraordinary"), cause, endsOn (date or ""), email. */
  statutory: { customer: string; email: string; kind: "ordinary" | "extraordinary"; cause: string; endsOn: string } | null;
  /** Whether "withdraw from contract here" stands beside it. */
  canWithdraw: boolean;
}

/** "Withdraw from contract here" leads to it; its one button besides cancel and keep is `confirm_withdrawal`. */
export interface WithdrawScreen extends Form {
  kind: "withdraw";
  subject: Subject;
  /** Who withdraws, as the merchant's link said it; null: not said. */
  customer: string | null;
  /** Field: email, for the acknowledgement; null: it is not asked because an address is known. */
  email: string | null;
}

export interface ReceiptScreen extends Form, ReceiptContent {
  kind: "receipt";
  /** Where the receipt was mailed to, shortened (a…@example.com); null: nowhere. */
  mailedTo: string | null;
  /** The optional question afterwards (Germany): its choices; null: it is not asked, or was answered. Fields as on the reason screen. */
  survey: readonly ReasonChoice[] | null;
}

/** Instead of a screen: the link cannot be gone on with. */
export interface MessageScreen {
  kind: "message";
  what: "unknown" | "expired" | "not_found" | "failed" | "too_many";
  /** The merchant's address, where it is known. */
  backUrl: string | null;
  /** How to try once more what failed; absent: there is nothing to try. */
  again?: Again;
}

/** The page that failed, at its address; a control that was pressed there is sent again with all that was said. */
interface Again {
  action: string;
  posted: { do: HostedAction; fields: readonly (readonly [name: string, value: string])[] } | null;
}

export type Screen = ReasonScreen | OfferScreen | ConfirmScreen | WithdrawScreen | ReceiptScreen | MessageScreen;
