-- A customer's links that were never opened; the opened ones have cancel_sessions_by_user.
create index cancel_sessions_unopened_by_user on cancel_sessions (workspace_id, environment, user_id) where opened_at is null;

-- Results that may not have reached the merchant: counted on each view of the list, however many sessions there are.
create index cancel_sessions_unseen on cancel_sessions (workspace_id, environment, completed_at desc)
  where status = 'completed' and result_verified_at is null and result_delivered_at is null;
