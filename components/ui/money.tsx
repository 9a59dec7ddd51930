import { moneyText } from "./figure-text.ts";

interface Props {
  amount: number;
  /** ISO 4217. */
  currency: string;
}

/** An amount with its currency and no false cents. */
export function Money({ amount, currency }: Props) {
  return <span className="tabular-nums">{moneyText(amount, currency)}</span>;
}
