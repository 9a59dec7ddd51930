/** What makes a result unseen: nobody took it from a webhook, nobody asked us to verify it. As the partial index has it. */
export const UNSEEN = "status = 'completed' and result_verified_at is null and result_delivered_at is null";
