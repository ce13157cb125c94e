-- CreateTable
CREATE TABLE "ground_change" (
    "migration_id" UUID NOT NULL,
    "transaction" BIGINT NOT NULL,

    CONSTRAINT "ground_change_pkey" PRIMARY KEY ("migration_id","transaction")
);
SELECT parallax_protect('ground_change', 'SELECT, INSERT, DELETE');

-- Written here and not by the commands: one that forgot it would have an old verdict shown. One row a transaction; nobody waits for another.
CREATE FUNCTION parallax_note_ground() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whose uuid;
BEGIN
  IF TG_TABLE_NAME = 'migration' THEN
    whose := CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END;
  ELSE
    whose := CASE TG_OP WHEN 'DELETE' THEN OLD.migration_id ELSE NEW.migration_id END;
  END IF;
  -- What is sealed for the instance concerns no migration.
  IF whose IS NOT NULL THEN
    INSERT INTO ground_change (migration_id, transaction) VALUES (whose, pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- Everything that verdict.get reads; server/verdict/kept-verdict.test.ts asks the database what that is.
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON migration FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON plan_version FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON plan_item FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON plan_mark FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON domain FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON dataset FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON plan_check FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON criterion FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON criterion_change FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON waiver FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON verdict_change FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON run_receipt FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON check_latest FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON check_day FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON metric_hour FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON discrepancy FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON discrepancy_span FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
