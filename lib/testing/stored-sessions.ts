import { ownerQuery } from "./owner-database.ts";

interface Options {
  count: number;
  /** Taken in turn. */
  userIds?: string[];
  /** What customers wrote. */
  text?: string | null;
  /** Of the offers. */
  label?: string;
}

/**
 * Puts hosted sessions of every status straight into the database, in both environments, for pages to be looked at. They have no row in
 * the ledger, so what is open stays open: no worker could end it.
 */
export async function storeSessions(slug: string, { count, userIds = ["user_1", "user_2", "user_3"], text = null, label = "20% off" }: Options): Promise<void> {
  await ownerQuery(
    `with made as (
       insert into cancel_sessions (workspace_id, id, environment, token_hash, status, user_id, return_url, plan, mrr, flow_version, request_fingerprint,
         created_at, expires_at, opened_at, reason_key, reason_text, offer_type, offer_label, offer_accepted, outcome, completed_at, result_jti,
         result_issued_at, result_verified_at, last_step)
       select w.id, gen_random_uuid(), e, sha256('x'), status, ($3::text[])[1 + i % array_length($3::text[], 1)], 'https://shop.example.com/', 'pro', 1e9, 0,
         sha256('x'), at, case status when 'opened' then now() + interval '30 days' else at + interval '1 day' end, case when was_opened then at end, case when was_opened then 'other' end,
         case when was_opened then $4::text end, case when was_opened and i % 2 = 0 then 'discount' else 'none' end, case when was_opened then $5 end, false,
         case status when 'completed' then (array['churned', 'recovered'])[1 + i % 2] when 'abandoned' then 'abandoned' end,
         case when status = 'completed' then at end, case when status = 'completed' then gen_random_uuid() end,
         case when status = 'completed' and i % 3 > 0 then at end, case when status = 'completed' and i % 3 > 1 then at end, 1
       from workspaces w, unnest(array['prod', 'sandbox']) e, generate_series(1, $2::int) i,
         lateral (select (array['created', 'opened', 'completed', 'abandoned', 'expired'])[1 + i % 5] as status, now() - i * interval '1 hour' as at) s,
         lateral (select status not in ('created', 'expired') as was_opened) o
       where w.slug = $1
       returning workspace_id, id, created_at)
     insert into cancel_session_steps (workspace_id, session_id, seq, at, type, data) select workspace_id, id, 1, created_at, 'opened', '{}' from made`,
    [slug, count, userIds, text, label],
  );
}
