-- The days of a check in short, beside its newest run: a verdict over thousands of checks reads no day. Same sets as core/evidence/check-ledger.ts.
alter table check_latest add column ledger jsonb;

create function pg_temp.day_ranges(days datemultirange) returns jsonb language sql as $$
  select coalesce(jsonb_agg(jsonb_build_array(lower(r), upper(r) - 1) order by lower(r)), '[]') from unnest(days) as r
$$;
create function pg_temp.days_until(day date, until text, zone text) returns daterange language sql as $$
  select case when (until::timestamptz at time zone zone)::date > day
    then daterange(day, (until::timestamptz at time zone zone)::date) else 'empty' end
$$;

update check_latest l set ledger = d.ledger
from (
  select d.migration_id, d.check_id, jsonb_build_object(
    'proven', pg_temp.day_ranges(coalesce(range_agg(daterange(day, day + 1)) filter (where figures ->> 'coveredUntil' is not null), '{}')),
    'covered', pg_temp.day_ranges(coalesce(range_agg(pg_temp.days_until(day, figures ->> 'coveredUntil', m.time_zone))
                                    filter (where figures ->> 'coveredUntil' is not null), '{}')),
    'heard', pg_temp.day_ranges(coalesce(range_agg(pg_temp.days_until(day, figures ->> 'heardUntil', m.time_zone))
                                    filter (where figures ->> 'heardUntil' is not null), '{}')),
    'late', pg_temp.day_ranges(coalesce(range_agg(daterange(day, day + 1)) filter (where figures ->> 'lateAt' is not null), '{}'))
  ) as ledger
  from check_day d join migration m on m.id = d.migration_id
  group by d.migration_id, d.check_id
) d
where d.migration_id = l.migration_id and d.check_id = l.check_id;

update check_latest set ledger = '{"proven": [], "covered": [], "heard": [], "late": []}' where ledger is null;
alter table check_latest alter column ledger set not null;
