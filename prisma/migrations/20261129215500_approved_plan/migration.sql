-- The ledger of changes is of every part of a plan, and names things as the plan does.
ALTER TABLE "criterion_change" RENAME TO "plan_change";
ALTER TABLE "plan_change" RENAME CONSTRAINT "criterion_change_pkey" TO "plan_change_pkey";
ALTER INDEX "criterion_change_timeline" RENAME TO "plan_change_timeline";
ALTER TABLE "plan_change" RENAME COLUMN "key" TO "name";
ALTER TABLE "plan_change" ADD COLUMN     "part" TEXT;
ALTER TABLE "plan_change" ADD COLUMN     "state" TEXT;

UPDATE "plan_change" SET
  "part" = CASE "subject" WHEN 'criterion' THEN 'criteria' WHEN 'dataset' THEN 'datasets' ELSE coalesce("before", "after") ->> 'part' END,
  "name" = CASE "subject" WHEN 'item' THEN coalesce("before", "after") -> 'item' ->> 'name' ELSE "name" END,
  "before" = CASE "subject" WHEN 'item' THEN "before" -> 'item' ELSE "before" END,
  "after" = CASE "subject" WHEN 'item' THEN "after" -> 'item' ELSE "after" END,
  "state" = CASE
    WHEN "approved_at" IS NOT NULL AND "approved_by_id" IS DISTINCT FROM "by_id" THEN 'approved'
    WHEN "direction" = 'loosens' AND NOT "flagged" THEN 'free'
    WHEN "flagged" THEN 'settled'
    ELSE 'effective' END;
-- A criterion has its key in it, and names its dataset.
UPDATE "plan_change" c SET
  "before" = c."before" || jsonb_build_object('key', c."name") || CASE WHEN c."before" -> 'scope' ->> 'kind' = 'dataset'
    THEN jsonb_build_object('scope', jsonb_build_object('kind', 'dataset', 'dataset', coalesce(
      (SELECT d."name" FROM "dataset" d WHERE d."migration_id" = c."migration_id" AND d."id"::text = c."before" -> 'scope' ->> 'datasetId'),
      c."before" -> 'scope' ->> 'datasetId'))) ELSE '{}' END,
  "after" = c."after" || jsonb_build_object('key', c."name") || CASE WHEN c."after" -> 'scope' ->> 'kind' = 'dataset'
    THEN jsonb_build_object('scope', jsonb_build_object('kind', 'dataset', 'dataset', coalesce(
      (SELECT d."name" FROM "dataset" d WHERE d."migration_id" = c."migration_id" AND d."id"::text = c."after" -> 'scope' ->> 'datasetId'),
      c."after" -> 'scope' ->> 'datasetId'))) ELSE '{}' END
WHERE c."part" = 'criteria';

ALTER TABLE "plan_change" ALTER COLUMN "part" SET NOT NULL;
ALTER TABLE "plan_change" ALTER COLUMN "state" SET NOT NULL;
ALTER TABLE "plan_change" DROP COLUMN "subject", DROP COLUMN "subject_id", DROP COLUMN "direction", DROP COLUMN "flagged";

-- CreateTable
CREATE TABLE "approved_plan" (
    "migration_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "waiting" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "approved_plan_pkey" PRIMARY KEY ("migration_id")
);
SELECT parallax_protect('approved_plan');
-- Trends show the plan as it stands.
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON approved_plan FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');

-- A plan changes in one way (server/plan/change-plan.ts), for what loosens waits. A verb that wrote it in another would let it take effect at
-- once, so it is refused here: `parallax.plan` says that this transaction changes a plan in that way. After, so that row-level security is asked first.
CREATE FUNCTION parallax_keep_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('parallax.migrations', true), '') <> ''
     AND current_setting('parallax.plan', true) IS DISTINCT FROM 'changes' THEN
    RAISE EXCEPTION 'The plan is changed by changePlan alone.';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_plan AFTER INSERT OR UPDATE OR DELETE ON plan_item FOR EACH ROW EXECUTE FUNCTION parallax_keep_plan();
CREATE TRIGGER keep_plan AFTER INSERT OR UPDATE OR DELETE ON dataset FOR EACH ROW EXECUTE FUNCTION parallax_keep_plan();
CREATE TRIGGER keep_plan AFTER INSERT OR UPDATE OR DELETE ON plan_check FOR EACH ROW EXECUTE FUNCTION parallax_keep_plan();
CREATE TRIGGER keep_plan AFTER INSERT OR UPDATE OR DELETE ON criterion FOR EACH ROW EXECUTE FUNCTION parallax_keep_plan();
CREATE TRIGGER keep_plan AFTER UPDATE OR DELETE ON domain FOR EACH ROW EXECUTE FUNCTION parallax_keep_plan();
CREATE TRIGGER keep_plan AFTER UPDATE OF time_zone, currency, settings ON migration FOR EACH ROW EXECUTE FUNCTION parallax_keep_plan();

-- What waited when a meeting was frozen is a part of what was frozen, and a go on it is an override.
ALTER TABLE "decision" ADD COLUMN     "waits" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE decision ADD CONSTRAINT decision_waits
  CHECK (state <> 'decided' OR outcome NOT IN ('go', 'go_with_conditions') OR override OR NOT waits);
CREATE OR REPLACE FUNCTION parallax_keep_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' AND OLD IS DISTINCT FROM NEW THEN
    RAISE EXCEPTION 'A decision that was taken is not changed.';
  END IF;
  IF (OLD.number, OLD.snapshot, OLD.snapshot_hash, OLD.verdict, OLD.waits, OLD.frozen_at, OLD.frozen_by, OLD.frozen_by_id, OLD.plan_version, OLD.phase)
     IS DISTINCT FROM
     (NEW.number, NEW.snapshot, NEW.snapshot_hash, NEW.verdict, NEW.waits, NEW.frozen_at, NEW.frozen_by, NEW.frozen_by_id, NEW.plan_version, NEW.phase) THEN
    RAISE EXCEPTION 'The snapshot of a decision is frozen.';
  END IF;
  RETURN NEW;
END $$;
