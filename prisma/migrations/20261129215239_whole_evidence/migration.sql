-- What counts of a day is evidence that left nothing out (core/evidence/left-out.ts), where conclusive evidence did before: a sample, a window or
-- a column that was not compared proves no day. Worked out from the runs that are kept; a day whose runs are gone is not proven.
update check_day d set figures = (d.figures - 'coveredUntil') || jsonb_build_object('wholeUntil', w.due_at, 'wholeAsOf', w.as_of)
from check_day known
left join lateral (
  select max(r.figures ->> 'dueAt') as due_at, max(r.figures ->> 'asOf') as as_of
  from run r
  where r.migration_id = known.migration_id and r.check_id = known.check_id and r.day = known.day and r.state = 'completed'
    and r.figures ->> 'clockDoubt' is null and r.figures ->> 'verdict' in ('match', 'mismatch')
    and r.figures ->> 'method' = 'full' and r.figures -> 'window' = 'null' and r.figures ->> 'skippedChunks' = '0'
    and coalesce(r.figures #> '{fields,neverCompared}', '[]') = '[]'
    and coalesce(r.figures #>> '{rows,suspectedLegacy}', '0') = '0' and coalesce(r.figures #>> '{rows,suspectedTarget}', '0') = '0'
    and not exists (select from run_receipt later where later.migration_id = r.migration_id
                    and later.supersedes_run_id = r.run_id and later.check_id = r.check_id)
) w on true
where d.migration_id = known.migration_id and d.check_id = known.check_id and d.day = known.day;

create or replace function pg_temp.day_ranges(days datemultirange) returns jsonb language sql as $$
  select coalesce(jsonb_agg(jsonb_build_array(lower(r), upper(r) - 1) order by lower(r)), '[]') from unnest(days) as r
$$;
create or replace function pg_temp.days_until(day date, until text, zone text) returns daterange language sql as $$
  select case when (until::timestamptz at time zone zone)::date > day
    then daterange(day, (until::timestamptz at time zone zone)::date) else 'empty' end
$$;

update check_latest l set ledger = d.ledger
from (
  select d.migration_id, d.check_id, jsonb_build_object(
    'proven', pg_temp.day_ranges(coalesce(range_agg(daterange(day, day + 1)) filter (where figures ->> 'wholeUntil' is not null), '{}')),
    'covered', pg_temp.day_ranges(coalesce(range_agg(pg_temp.days_until(day, figures ->> 'wholeUntil', m.time_zone))
                                    filter (where figures ->> 'wholeUntil' is not null), '{}')),
    'looked', pg_temp.day_ranges(coalesce(range_agg(daterange(day, day + 1)) filter (where figures ->> 'heardUntil' is not null), '{}')),
    'heard', pg_temp.day_ranges(coalesce(range_agg(pg_temp.days_until(day, figures ->> 'heardUntil', m.time_zone))
                                    filter (where figures ->> 'heardUntil' is not null), '{}')),
    'late', pg_temp.day_ranges(coalesce(range_agg(daterange(day, day + 1)) filter (where figures ->> 'lateAt' is not null), '{}'))
  ) as ledger
  from check_day d join migration m on m.id = d.migration_id
  group by d.migration_id, d.check_id
) d
where d.migration_id = l.migration_id and d.check_id = l.check_id;

update check_latest set ledger = ledger || '{"looked": []}' where ledger -> 'looked' is null;
