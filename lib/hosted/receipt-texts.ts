/** What a receipt says of each end: the page's and the mail's. Names of texts. */
export const receiptTexts = {
  cancelled: { title: "cancelReceived", passed: "cancelPassed", request: "cancellation" },
  withdrawn: { title: "withdrawalReceived", passed: "withdrawalPassed", request: "withdrawal" },
  kept: { title: "keptTitle", passed: "keptPassed", request: "subscriptionKept" },
  offer_accepted: { title: "acceptedTitle", passed: "acceptedPassed", request: "offerAccepted" },
} as const;
