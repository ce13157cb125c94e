-- Discrepancies: groups of differences, their timeline by watermark, and what runs proved about them.

create table discrepancy (
  migration_id uuid not null,
  id uuid not null,
  dataset_id uuid not null,
  number integer not null,
  fingerprint text not null,
  fingerprint_version integer not null,
  class text not null,
  field text,
  pattern jsonb not null,
  title text not null,
  status text not null check (status in ('new', 'ongoing', 'escalating', 'regressed', 'fixed_pending_proof', 'resolved', 'archived')),
  severity text not null check (severity in ('critical', 'major', 'minor')),
  cause text not null default 'unknown',
  assignee_id uuid,
  archived_reason text,
  archived_at timestamptz(6),
  row_count bigint not null,
  estimated boolean not null,
  money_net numeric,
  money_gross numeric,
  compared_rows bigint,
  -- Differences of it that the last run brought along.
  sample_count bigint not null,
  -- Range of data of the last run that saw it; null: the whole dataset. Who proves it gone must have looked at all of it.
  window_from timestamptz(6),
  window_to timestamptz(6),
  first_seen_at timestamptz(6) not null,
  last_seen_at timestamptz(6) not null,
  first_run_id uuid not null,
  last_run_id uuid not null,
  resolved_by_run_id uuid,
  -- Places of the list: what it is filtered and ordered by.
  view text not null generated always as (case status when 'resolved' then 'resolved' when 'archived' then 'archived' else 'open' end) stored,
  severity_rank integer not null generated always as (case severity when 'critical' then 1 when 'major' then 2 else 3 end) stored,
  primary key (migration_id, id)
);
create unique index discrepancy_fingerprint on discrepancy (migration_id, fingerprint);
create unique index discrepancy_number on discrepancy (migration_id, number);
create index discrepancy_list on discrepancy (migration_id, view, severity_rank, number);
create index discrepancy_dataset on discrepancy (migration_id, dataset_id, class);

create table discrepancy_counter (
  migration_id uuid primary key,
  last integer not null
);

create table discrepancy_span (
  migration_id uuid not null,
  discrepancy_id uuid not null,
  from_at timestamptz(6) not null,
  to_at timestamptz(6),
  severity text not null,
  opened_by_run_id uuid not null,
  closed_by_run_id uuid,
  primary key (migration_id, discrepancy_id, from_at)
);
create index discrepancy_span_opened on discrepancy_span (migration_id, from_at);
create index discrepancy_span_closed on discrepancy_span (migration_id, to_at);

-- One discrepancy in one run. `sighting`: found there. `attached`: a count or checksum that differs, and that it explains.
-- `superseded`: found there, but a corrected run took the place of that run.
create table run_group (
  migration_id uuid not null,
  run_id uuid not null,
  discrepancy_id uuid not null,
  as_of timestamptz(6) not null,
  role text not null check (role in ('sighting', 'attached', 'superseded')),
  row_count bigint not null,
  estimated boolean not null,
  money_net numeric,
  money_gross numeric,
  compared_rows bigint,
  sample_count bigint not null,
  window_from timestamptz(6),
  window_to timestamptz(6),
  primary key (migration_id, run_id, discrepancy_id)
);
create index run_group_timeline on run_group (migration_id, discrepancy_id, as_of, run_id);

-- What a run looked at so completely that a group it did not find there is gone. fields null: whatever the field.
-- Window null: the whole dataset.
create table run_proof (
  migration_id uuid not null,
  run_id uuid not null,
  dataset_id uuid not null,
  class text not null,
  fields text[],
  as_of timestamptz(6) not null,
  window_from timestamptz(6),
  window_to timestamptz(6),
  primary key (migration_id, run_id, class)
);
create index run_proof_timeline on run_proof (migration_id, dataset_id, as_of, run_id);

create table verdict_change (
  migration_id uuid not null,
  id uuid not null,
  criterion_id uuid,
  at timestamptz(6) not null,
  outcome text not null,
  reason text,
  value text,
  plan_version integer not null,
  primary key (migration_id, id)
);
create index verdict_change_timeline on verdict_change (migration_id, criterion_id, at);

select parallax_protect('discrepancy'), parallax_protect('discrepancy_counter', 'SELECT, INSERT, UPDATE'),
       parallax_protect('discrepancy_span'), parallax_protect('run_group'), parallax_protect('run_proof', 'SELECT, INSERT, DELETE'),
       parallax_protect('verdict_change', 'SELECT, INSERT');
