-- How the plan calls a criterion: for those that exist, by their metric.
ALTER TABLE "criterion" ADD COLUMN "gates" TEXT[] NOT NULL DEFAULT '{}',
ADD COLUMN "key" TEXT,
ADD COLUMN "options" JSONB,
ADD COLUMN "window_days" INTEGER;
-- The owner is held by row-level security too.
SELECT set_config('parallax.migrations', '*', true);
UPDATE "criterion" c SET "key" = replace(metric, '_', '-') || CASE WHEN n.nth = 1 THEN '' ELSE '-' || n.nth END
FROM (SELECT migration_id, id, row_number() OVER (PARTITION BY migration_id, metric ORDER BY id) AS nth FROM "criterion") n
WHERE n.migration_id = c.migration_id AND n.id = c.id;
SELECT set_config('parallax.migrations', '', true);
ALTER TABLE "criterion" ALTER COLUMN "key" SET NOT NULL;

-- AlterTable
ALTER TABLE "migration" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(6) NOT NULL,
    "frozen_by_id" UUID,
    "frozen_by" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "snapshot" TEXT NOT NULL,
    "snapshot_hash" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "proposal" TEXT,
    "proposed_at" TIMESTAMPTZ(6),
    "proposed_by_id" UUID,
    "proposed_by" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "override" BOOLEAN NOT NULL DEFAULT false,
    "seconded_at" TIMESTAMPTZ(6),
    "seconded_by_id" UUID,
    "seconded_by" TEXT,
    "outcome" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "extended_to" DATE,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateTable
CREATE TABLE "decision_vote" (
    "migration_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "vote" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "decision_vote_pkey" PRIMARY KEY ("migration_id","decision_id","user_id")
);

-- CreateTable
CREATE TABLE "decision_condition" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "done_at" TIMESTAMPTZ(6),
    "done_by" TEXT,
    "done_by_id" UUID,
    "evidence" TEXT,

    CONSTRAINT "decision_condition_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateTable
CREATE TABLE "forecast_record" (
    "migration_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "p50" DATE,
    "p80" DATE,
    "p95" DATE,
    "basis" JSONB NOT NULL,

    CONSTRAINT "forecast_record_pkey" PRIMARY KEY ("migration_id","day")
);

-- CreateTable
CREATE TABLE "share_link" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "pages" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by_id" UUID,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by" TEXT,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateTable
CREATE TABLE "share_visit" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "page" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "share_visit_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateTable
CREATE TABLE "plan_item" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "changed_by_id" UUID,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "plan_item_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateTable
CREATE TABLE "plan_mark" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "member" TEXT,
    "status" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "evidence" TEXT,
    "due_on" DATE,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "by_id" UUID,
    "by" TEXT NOT NULL,
    "run_id" UUID,

    CONSTRAINT "plan_mark_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateTable
CREATE TABLE "criterion_change" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "criterion_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "by_id" UUID,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "direction" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "approved_at" TIMESTAMPTZ(6),
    "approved_by_id" UUID,
    "approved_by" TEXT,

    CONSTRAINT "criterion_change_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateTable
CREATE TABLE "waiver" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "criterion_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "requested_by_id" UUID,
    "requested_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "decided_at" TIMESTAMPTZ(6),
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "approved" BOOLEAN,
    "withdrawn_at" TIMESTAMPTZ(6),
    "withdrawn_by" TEXT,

    CONSTRAINT "waiver_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "decision_number" ON "decision"("migration_id", "number");

-- CreateIndex
CREATE INDEX "decision_condition_decision" ON "decision_condition"("migration_id", "decision_id");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_token_hash_key" ON "share_link"("token_hash");

-- CreateIndex
CREATE INDEX "share_visit_timeline" ON "share_visit"("migration_id", "link_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "plan_item_name" ON "plan_item"("migration_id", "part", "name");

-- CreateIndex
CREATE INDEX "plan_mark_timeline" ON "plan_mark"("migration_id", "part", "name", "at");

-- CreateIndex
CREATE INDEX "plan_mark_run" ON "plan_mark"("migration_id", "run_id");

-- CreateIndex
CREATE INDEX "criterion_change_timeline" ON "criterion_change"("migration_id", "at");

-- CreateIndex
CREATE INDEX "waiver_criterion" ON "waiver"("migration_id", "criterion_id");

-- CreateIndex
CREATE UNIQUE INDEX "criterion_key" ON "criterion"("migration_id", "key");

-- What everybody looked at when they decided is never changed afterwards, not even by the application.
CREATE FUNCTION parallax_keep_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.snapshot IS DISTINCT FROM NEW.snapshot OR OLD.snapshot_hash IS DISTINCT FROM NEW.snapshot_hash
     OR OLD.verdict IS DISTINCT FROM NEW.verdict OR OLD.frozen_at IS DISTINCT FROM NEW.frozen_at
     OR OLD.plan_version IS DISTINCT FROM NEW.plan_version OR OLD.phase IS DISTINCT FROM NEW.phase THEN
    RAISE EXCEPTION 'The snapshot of a decision is frozen.';
  END IF;
  IF OLD.state <> 'open' AND (OLD.state IS DISTINCT FROM NEW.state OR OLD.outcome IS DISTINCT FROM NEW.outcome) THEN
    RAISE EXCEPTION 'A decision that was taken is not changed.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_snapshot BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION parallax_keep_snapshot();

SELECT parallax_protect('plan_item'), parallax_protect('plan_mark', 'SELECT, INSERT'),
       parallax_protect('criterion_change', 'SELECT, INSERT, UPDATE'), parallax_protect('waiver', 'SELECT, INSERT, UPDATE'),
       parallax_protect('decision', 'SELECT, INSERT, UPDATE'), parallax_protect('decision_vote', 'SELECT, INSERT, UPDATE'),
       parallax_protect('decision_condition', 'SELECT, INSERT, UPDATE'),
       parallax_protect('forecast_record', 'SELECT, INSERT, UPDATE'),
       parallax_protect('share_link', 'SELECT, INSERT, UPDATE'), parallax_protect('share_visit', 'SELECT, INSERT, DELETE');
