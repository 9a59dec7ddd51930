/** What somebody comes back to the Billing page from; "later": from Stripe, while Stripe does not answer. */
export const returns = ["checkout", "left", "portal", "change", "later"] as const;
export type Return = (typeof returns)[number];
