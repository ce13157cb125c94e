-- AlterTable
ALTER TABLE "run_receipt" ADD COLUMN     "correction" TEXT NOT NULL DEFAULT 'counts',
ADD COLUMN     "evidence" TEXT NOT NULL DEFAULT 'counts',
ADD COLUMN     "waits_for" TEXT;

-- CreateTable
CREATE TABLE "late_evidence" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "key_name" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(6),
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "independence" TEXT,
    "comment" TEXT NOT NULL DEFAULT '',
    "changes" JSONB,

    CONSTRAINT "late_evidence_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateTable
CREATE TABLE "late_run" (
    "migration_id" UUID NOT NULL,
    "late_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "late_run_pkey" PRIMARY KEY ("migration_id","late_id","run_id","part")
);

-- CreateTable
CREATE TABLE "late_minute" (
    "migration_id" UUID NOT NULL,
    "late_id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL,
    "point" JSONB NOT NULL,

    CONSTRAINT "late_minute_pkey" PRIMARY KEY ("migration_id","late_id","check_id","at")
);

-- CreateIndex
CREATE INDEX "late_run_run" ON "late_run"("migration_id", "run_id");

-- What was refused takes no run's place: another correction may.
DROP INDEX run_receipt_supersedes;
CREATE UNIQUE INDEX run_receipt_supersedes ON run_receipt (migration_id, supersedes_run_id)
  WHERE supersedes_run_id IS NOT NULL AND correction <> 'refused';
-- What a key sends on a day waits together.
CREATE UNIQUE INDEX late_evidence_open ON late_evidence (migration_id, key_id, day) WHERE state = 'waits';

SELECT parallax_protect('late_evidence', 'SELECT, INSERT, UPDATE'), parallax_protect('late_run', 'SELECT, INSERT'),
       parallax_protect('late_minute', 'SELECT, INSERT, UPDATE');
-- A ledger says who accepted what changed its days.
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON late_evidence FOR EACH ROW EXECUTE FUNCTION parallax_note_ground('present');

-- A key brings nothing about days before it was made.
DROP FUNCTION parallax_find_key(text);
CREATE FUNCTION parallax_find_key(wanted text) RETURNS TABLE (
  id uuid, migration_id uuid, name text, secret_hash text, scopes text[], all_datasets boolean, dataset_ids uuid[], expires_at timestamptz,
  revoked_at timestamptz, last_used_at timestamptz, created_at timestamptz, behind text, behind_id uuid, behind_role text
) LANGUAGE plpgsql AS $$
DECLARE
  before text := current_setting('parallax.migrations', true);
BEGIN
  PERFORM set_config('parallax.migrations', '*', true);
  RETURN QUERY
    SELECT k.id, k.migration_id, k.name, k.secret_hash, k.scopes, k.all_datasets, k.dataset_ids, k.expires_at, k.revoked_at, k.last_used_at,
           k.created_at, k.behind, k.behind_id, m.role
    FROM api_key k LEFT JOIN membership m ON m.migration_id = k.migration_id AND m.user_id = k.behind_id
    WHERE k.prefix = wanted;
  PERFORM set_config('parallax.migrations', coalesce(before, ''), true);
END $$;
REVOKE EXECUTE ON FUNCTION parallax_find_key(text) FROM PUBLIC;
