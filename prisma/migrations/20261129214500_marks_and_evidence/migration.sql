-- AlterTable
ALTER TABLE "plan_item" ADD COLUMN     "meant_since" TIMESTAMPTZ(6);
-- Row-level security holds for the owner too: seen is what is named.
SELECT set_config('parallax.migrations', '*', true);
-- What was said of a statement before it last changed may have been said of another one.
UPDATE "plan_item" SET "meant_since" = CASE "part" WHEN 'attestations' THEN "changed_at" ELSE "created_at" END;
SELECT set_config('parallax.migrations', '', true);
ALTER TABLE "plan_item" ALTER COLUMN "meant_since" SET NOT NULL;

-- AlterTable
ALTER TABLE "plan_mark" ADD COLUMN     "key_id" UUID;

-- CreateTable
CREATE TABLE "mark_approval" (
    "migration_id" UUID NOT NULL,
    "mark_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "by_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "independence" TEXT NOT NULL,
    "against_run_id" UUID NOT NULL,
    "against_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "mark_approval_pkey" PRIMARY KEY ("migration_id","mark_id")
);
SELECT parallax_protect('mark_approval', 'SELECT, INSERT');
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON mark_approval FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');
