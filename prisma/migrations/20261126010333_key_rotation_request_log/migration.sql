-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "replaced_at" TIMESTAMPTZ(6),
ADD COLUMN     "replaced_by_id" UUID;

-- Calls that are logged already get their outcome from their status. A change of type looks at every row, whatever row-level
-- security says; an UPDATE here would see none.
ALTER TABLE "request_log" ADD COLUMN     "chunk" INTEGER,
ADD COLUMN     "outcome" TEXT NOT NULL DEFAULT 'taken',
ADD COLUMN     "run_id" UUID;
ALTER TABLE "request_log" ALTER COLUMN "outcome" DROP DEFAULT;
ALTER TABLE "request_log" ALTER COLUMN "outcome" TYPE TEXT
  USING CASE WHEN "status" < 400 THEN 'taken' WHEN "status" < 500 THEN 'refused' ELSE 'failed' END;

-- CreateIndex
CREATE INDEX "request_log_outcome" ON "request_log"("migration_id", "outcome", "id");

-- CreateIndex
CREATE INDEX "request_log_key" ON "request_log"("migration_id", "key_id", "outcome", "id");

-- CreateIndex
CREATE INDEX "request_log_hash" ON "request_log"("migration_id", "payload_hash");

-- CreateIndex
CREATE INDEX "request_log_run" ON "request_log"("migration_id", "run_id");

-- CreateIndex
CREATE INDEX "request_log_request" ON "request_log"("migration_id", "request_id");
