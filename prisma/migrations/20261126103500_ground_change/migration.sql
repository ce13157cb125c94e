-- CreateTable
CREATE TABLE "ground_change" (
    "migration_id" UUID NOT NULL,
    "transaction" BIGINT NOT NULL,
    "since" DATE NOT NULL,

    CONSTRAINT "ground_change_pkey" PRIMARY KEY ("migration_id","transaction")
);
SELECT parallax_protect('ground_change', 'SELECT, INSERT, UPDATE, DELETE');

-- Written here and not by the commands: one that forgot it would have an old verdict shown. One row a transaction; nobody waits for another.
-- `since`: the first day, in the migration's zone, at whose end something may have been otherwise than was said before; infinity: only the
-- present. By the first argument of the trigger: none, any day; day, hour, span, that of the row; present.
-- What this transaction has noted already it does not write again: a setting that ends with it, and that is taken back with whatever of it
-- is taken back, says what that was.
CREATE FUNCTION parallax_note_ground() RETURNS trigger LANGUAGE plpgsql AS $$
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
  INSERT INTO ground_change AS known (migration_id, transaction, since)
  VALUES (whose, pg_current_xact_id()::text::bigint, first_day)
  ON CONFLICT (migration_id, transaction) DO UPDATE SET since = excluded.since WHERE excluded.since < known.since;
  PERFORM set_config('parallax.noted', whose || ' ' || first_day, true);
  RETURN NULL;
END $$;

-- Everything that verdict.get reads; server/verdict/kept-verdict.test.ts asks the database what that is.
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON migration FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON plan_version FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON plan_item FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON domain FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON dataset FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON plan_check FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON criterion FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
-- No trend shows any of this on a day that is past: decisions and waivers leave values as they are, marks are of the plan's own metrics, and
-- what a run proved of a day stands in check_day.
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON plan_mark FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON criterion_change FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON waiver FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON decision_condition FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON verdict_change FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON run_receipt FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON check_latest FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON discrepancy FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON check_day FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('day');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON metric_hour FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('hour');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON discrepancy_span FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('span');
