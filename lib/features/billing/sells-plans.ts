import { isBillingOn } from "#lib/platform/stripe.ts";

/** Whether this installation sells its plans; where not, every workspace is Advanced and active for good. */
export function sellsPlans(): boolean {
  return isBillingOn();
}
