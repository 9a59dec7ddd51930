-- All events of one customer: the explorer's search, and attempts that follow an abandoned one. Partial, since an event without
-- a customer has nothing to be found by; user_id never changes, so outcomes are still updated in place (HOT).
create index cancellations_by_user on cancellations (workspace_id, environment, user_id) where user_id is not null;
