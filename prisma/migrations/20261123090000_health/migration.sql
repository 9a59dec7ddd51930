-- What deep health looks at, where the tables could not say it, or not quickly.

-- When a mail was given up. Of those given up before, nothing is known.
alter table mails add column failed_at timestamptz(3);
create index mails_waiting on mails (created_at) where status in ('queued', 'sending');
create index mails_failed on mails (failed_at) where status = 'failed';
create index webhook_deliveries_failed on webhook_deliveries (finished_at) where state = 'failed';

-- How the webhooks of all workspaces stand: counts and times alone. Counts stop at p_most.
create function webhook_figures(p_topics text[], p_now timestamptz, p_most integer)
returns table (
  -- Messages that are not handed on to the endpoints yet.
  relay_waiting bigint, relay_oldest timestamptz,
  -- Deliveries that are not made yet; those that are due and nobody's, to endpoints that work; attempts under way.
  waiting bigint, overdue_since timestamptz, under_way bigint,
  failed_in_a_day bigint, endpoints bigint, endpoints_failing bigint, failing_since timestamptz
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with recursive busy as (
    -- From endpoint to endpoint along the index, whatever the number of deliveries that wait for each.
    (select d.workspace_id, d.endpoint_id from webhook_deliveries d where d.state = 'waiting' order by d.workspace_id, d.endpoint_id limit 1)
    union all
    select n.workspace_id, n.endpoint_id from busy w cross join lateral (
      select d.workspace_id, d.endpoint_id from webhook_deliveries d
      where d.state = 'waiting' and (d.workspace_id, d.endpoint_id) > (w.workspace_id, w.endpoint_id)
      order by d.workspace_id, d.endpoint_id limit 1
    ) n
  ), due as (
    select d.next_attempt_at from busy w
    join webhook_endpoints e on e.workspace_id = w.workspace_id and e.id = w.endpoint_id and e.enabled and e.failing_since is null
    cross join lateral (
      select d.next_attempt_at from webhook_deliveries d
      where d.workspace_id = w.workspace_id and d.endpoint_id = w.endpoint_id and d.state = 'waiting' and d.next_attempt_at <= p_now
        and (d.leased_until is null or d.leased_until <= clock_timestamp())
      order by d.next_attempt_at limit 1
    ) d
  )
  select
    (select count(*) from (select 1 from outbox o where o.processed_at is null and o.topic = any (p_topics) limit p_most) x),
    (select min(x.created_at) from (
      select o.created_at from outbox o where o.processed_at is null and o.topic = any (p_topics) order by o.created_at limit 1) x),
    (select count(*) from (select 1 from webhook_deliveries d where d.state = 'waiting' limit p_most) x),
    (select min(due.next_attempt_at) from due),
    (select count(*) from webhook_deliveries d where d.leased_until is not null and d.leased_until > clock_timestamp()),
    (select count(*) from (select 1 from webhook_deliveries d where d.state = 'failed' and d.finished_at > p_now - interval '1 day' limit p_most) x),
    (select count(*) from webhook_endpoints e where e.enabled),
    (select count(*) from webhook_endpoints e where e.enabled and e.failing_since is not null),
    (select min(e.failing_since) from webhook_endpoints e where e.enabled)
$$;

do $$
declare signature text;
begin
  -- Becoming a function's owner takes the right to create in its schema, for this moment only.
  grant create on schema public to retentbase_ingest;
  select p.oid::regprocedure::text into strict signature from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'webhook_figures';
  execute 'alter function ' || signature || ' owner to retentbase_ingest';
  execute 'revoke all on function ' || signature || ' from public';
  execute 'grant execute on function ' || signature || ' to retentbase_app';
  revoke create on schema public from retentbase_ingest;
end $$;
