-- How each job last ended, one row a job: what deep health and operators look at. pg-boss forgets ended jobs after two weeks.
create table job_runs (
  name text primary key check (length(name) between 1 and 100),
  started_at timestamptz(3) not null,
  ended_at timestamptz(3) not null,
  ok boolean not null,
  error text check (length(error) <= 1000),
  last_ok_at timestamptz(3),
  runs bigint not null default 0 check (runs >= 0),
  failures bigint not null default 0 check (failures between 0 and runs),
  check (ended_at >= started_at),
  check (ok = (error is null))
);

grant select, insert, update on job_runs to retentbase_app;
