import { idOrNull } from "./references.ts";
import type { World } from "./world.ts";

/** The payment intent of an invoice and its latest charge, which clients of older API versions read on the invoice. */
export function paymentOfInvoice(world: World, invoice: string): { payment_intent: string | null; charge: string | null } {
  const [payment] = world.invoicePayments.ofOwner(invoice);
  const intent = world.paymentIntents.get(idOrNull(payment?.payment.payment_intent) ?? "");
  return { payment_intent: intent?.id ?? null, charge: idOrNull(intent?.latest_charge) };
}
