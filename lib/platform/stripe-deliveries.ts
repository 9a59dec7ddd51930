import { singleton } from "#lib/core/singleton.ts";

/** What became of the signatures of Stripe's deliveries, in this process since it started. Times are ms since 1970. */
interface Tally {
  refused: number;
  /** Of those that came since one was accepted: when the first came, when the last came, and why it was refused. Null: none did. */
  streak: { since: number; lastAt: number; why: string } | null;
}

export const stripeDeliveries = () => singleton<Tally>("stripe.deliveries", () => ({ refused: 0, streak: null }));

export function noteSignatureRefused({ now, why }: { now: number; why: string }): void {
  const tally = stripeDeliveries();
  tally.refused++;
  tally.streak = { since: tally.streak?.since ?? now, lastAt: now, why };
}

export function noteSignatureAccepted(): void {
  stripeDeliveries().streak = null;
}
