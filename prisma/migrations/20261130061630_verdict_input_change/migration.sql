-- Names only: what a verdict rests on is called its inputs, in the database too.
ALTER TABLE "ground_change" RENAME TO "verdict_input_change";
ALTER TABLE "verdict_input_change" RENAME CONSTRAINT "ground_change_pkey" TO "verdict_input_change_pkey";
ALTER FUNCTION parallax_note_ground() RENAME TO parallax_note_verdict_input;
CREATE OR REPLACE FUNCTION parallax_note_verdict_input() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_what text := CASE WHEN TG_NARGS > 0 THEN TG_ARGV[0] ELSE 'any' END;
  noted text[] := string_to_array(current_setting('parallax.noted', true), ' ');
  whose uuid;
  first_moment timestamptz;
  first_day date := '-infinity';
BEGIN
  IF TG_TABLE_NAME = 'migration' THEN
    whose := CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END;
  ELSE
    whose := CASE TG_OP WHEN 'DELETE' THEN OLD.migration_id ELSE NEW.migration_id END;
  END IF;
  -- What is sealed for the instance concerns no migration.
  IF whose IS NULL THEN
    RETURN NULL;
  END IF;
  IF of_what = 'present' THEN
    first_day := 'infinity';
  ELSIF of_what = 'day' THEN
    first_day := least(OLD.day, NEW.day);
  ELSIF of_what = 'hour' THEN
    first_moment := least(OLD.hour, NEW.hour);
  ELSIF of_what = 'span' THEN
    -- One that is closed, or open again, was open before all the same.
    first_moment := CASE WHEN TG_OP = 'UPDATE' AND OLD.from_at = NEW.from_at AND OLD.severity = NEW.severity
      THEN least(OLD.to_at, NEW.to_at, 'infinity') ELSE least(OLD.from_at, NEW.from_at) END;
  END IF;
  IF first_moment IS NOT NULL THEN
    SELECT (first_moment AT TIME ZONE m.time_zone)::date INTO STRICT first_day FROM migration m WHERE m.id = whose;
  END IF;
  IF noted[1] = whose::text AND noted[2]::date <= first_day THEN
    RETURN NULL;
  END IF;
  INSERT INTO verdict_input_change AS known (migration_id, transaction, since)
  VALUES (whose, pg_current_xact_id()::text::bigint, first_day)
  ON CONFLICT (migration_id, transaction) DO UPDATE SET since = excluded.since WHERE excluded.since < known.since;
  PERFORM set_config('parallax.noted', whose || ' ' || first_day, true);
  RETURN NULL;
END $$;
DO $$
DECLARE
  watched regclass;
BEGIN
  FOR watched IN SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'note_ground' LOOP
    EXECUTE format('ALTER TRIGGER note_ground ON %s RENAME TO note_verdict_input', watched);
  END LOOP;
END $$;
