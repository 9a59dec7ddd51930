/** The body that every contestant is sent; the load scripts put a fresh id of 20 characters in the place of EVENT_ID. */
export const SAMPLE = {
  eventId: "EVENT_ID",
  userId: "user_8a7f31",
  reasonKey: "too_expensive",
  offer: { type: "discount", accepted: false, label: "20% for three months" },
  reasonText: "We use two of the ten seats and the price went up again.",
  context: { plan: "pro_monthly", mrr: 149.5, tenureDays: 412 },
  occurredAt: "2026-01-15T10:30:00.000Z",
  metadata: { source: "billing-page", seats: 10, trial: false },
};
