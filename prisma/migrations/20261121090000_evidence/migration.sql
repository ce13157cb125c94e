-- Evidence: what agents pushed, and the rollups the verdict is computed from.

create table run_receipt (
  migration_id uuid not null,
  run_id uuid not null,
  check_id uuid not null,
  state text not null check (state in ('running', 'completed', 'failed')),
  verdict text not null,
  opened_at timestamptz(6) not null,
  received_at timestamptz(6),
  open_hash text,
  payload_hash text,
  plan_version integer not null,
  deadline_at timestamptz(6),
  supersedes_run_id uuid,
  primary key (migration_id, run_id)
);
-- A run is superseded once; the second attempt loses here.
create unique index run_receipt_supersedes on run_receipt (migration_id, supersedes_run_id) where supersedes_run_id is not null;
create index run_receipt_deadline on run_receipt (deadline_at) where state = 'running';

create table run (
  migration_id uuid not null,
  run_id uuid not null,
  opened_at timestamptz(6) not null,
  check_id uuid not null,
  dataset_id uuid not null,
  kind text not null,
  state text not null check (state in ('running', 'completed', 'failed')),
  verdict text not null,
  received_at timestamptz(6),
  as_of timestamptz(6),
  day date,
  duration_ms bigint,
  coverage jsonb,
  text text not null,
  plan_version integer not null,
  payload_hash text not null,
  payload_bytes integer not null,
  key_id uuid,
  agent_name text,
  body jsonb,
  figures jsonb,
  failure text,
  primary key (migration_id, run_id, opened_at)
) partition by range (opened_at);
-- Keyset pages, by what they may be filtered with.
create index run_page on run (migration_id, opened_at, run_id);
create index run_page_check on run (migration_id, check_id, opened_at, run_id);
create index run_page_dataset on run (migration_id, dataset_id, opened_at, run_id);
create index run_page_failed on run (migration_id, state, opened_at, run_id) where state <> 'completed';
-- Placing evidence: what a check said around a moment, and on a day.
create index run_placed on run (migration_id, check_id, as_of, run_id) where as_of is not null;
create index run_day on run (migration_id, check_id, day) where day is not null;

create table run_chunk (
  migration_id uuid not null,
  run_id uuid not null,
  chunk integer not null,
  payload_hash text not null,
  stored integer not null,
  tally jsonb not null,
  received_at timestamptz(6) not null,
  primary key (migration_id, run_id, chunk)
);

create table difference (
  migration_id uuid not null,
  run_id uuid not null,
  opened_at timestamptz(6) not null,
  chunk integer not null,
  ordinal integer not null,
  class text not null,
  field text,
  state text not null,
  key jsonb not null,
  legacy jsonb,
  target jsonb,
  money numeric,
  observed_at timestamptz(6) not null,
  primary key (migration_id, run_id, opened_at, chunk, ordinal)
) partition by range (opened_at);
-- Samples of one group in one run.
create index difference_group on difference (migration_id, run_id, class, field, chunk, ordinal);

create table check_latest (
  migration_id uuid not null,
  check_id uuid not null,
  run_id uuid not null,
  as_of timestamptz(6) not null,
  received_at timestamptz(6) not null,
  due_at timestamptz(6) not null,
  verdict text not null,
  text text not null,
  figures jsonb not null,
  primary key (migration_id, check_id)
);

create table check_day (
  migration_id uuid not null,
  check_id uuid not null,
  day date not null,
  figures jsonb not null,
  primary key (migration_id, check_id, day)
);
create index check_day_recent on check_day (migration_id, day);

create table metric_minute (
  migration_id uuid not null,
  check_id uuid not null,
  at timestamptz(6) not null,
  received_at timestamptz(6) not null,
  point jsonb not null,
  primary key (migration_id, check_id, at)
);

create table metric_hour (
  migration_id uuid not null,
  check_id uuid not null,
  hour timestamptz(6) not null,
  figures jsonb not null,
  primary key (migration_id, check_id, hour)
);

create table agent (
  migration_id uuid not null,
  id uuid not null,
  key_id uuid not null,
  name text not null,
  version text not null,
  last_seen_at timestamptz(6) not null,
  skew_ms bigint not null,
  skewed boolean not null,
  backlog bigint not null,
  primary key (migration_id, id)
);
create unique index agent_name on agent (migration_id, key_id, name);

-- Partitions are made ahead, by this schema migration and then by a daily job. The application's role may not create tables:
-- the function runs as its owner, takes nothing but how far ahead and from when, and is safe to call at any time.
-- Nobody reads a partition by its own name: row-level security without a policy closes that way.
create function parallax_create_partitions(months_ahead integer, starting date) returns integer
language plpgsql security definer set search_path from current as $$
declare
  parent text;
  month date;
  name text;
  made integer := 0;
begin
  for ahead in 0..least(greatest(months_ahead, 0), 60) loop
    month := (date_trunc('month', starting::timestamp) + make_interval(months => ahead))::date;
    foreach parent in array array['run', 'difference'] loop
      name := parent || '_' || to_char(month, 'YYYYMM');
      continue when to_regclass(name) is not null;
      begin
        execute format('create table %I partition of %I for values from (%L) to (%L)', name, parent,
          month || ' 00:00:00+00', (month + interval '1 month')::date || ' 00:00:00+00');
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        made := made + 1;
      exception
        -- Rows of this month already lie in the default partition; they stay there.
        when check_violation or duplicate_table then null;
      end;
    end loop;
  end loop;
  return made;
end $$;
revoke all on function parallax_create_partitions(integer, date) from public;
grant execute on function parallax_create_partitions(integer, date) to parallax_app;

-- A moment no partition was made for still finds a place: nothing acknowledged may be lost to a forgotten job.
create table run_default partition of run default;
create table difference_default partition of difference default;
alter table run_default enable row level security;
alter table run_default force row level security;
alter table difference_default enable row level security;
alter table difference_default force row level security;
select parallax_create_partitions(3, (now() at time zone 'UTC')::date);

select parallax_protect('run_receipt', 'SELECT, INSERT, UPDATE'), parallax_protect('run', 'SELECT, INSERT, UPDATE'),
       parallax_protect('run_chunk', 'SELECT, INSERT'), parallax_protect('difference', 'SELECT, INSERT'),
       parallax_protect('check_latest'), parallax_protect('check_day'), parallax_protect('metric_minute'),
       parallax_protect('metric_hour'), parallax_protect('agent');
