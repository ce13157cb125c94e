-- AlterTable
ALTER TABLE "late_minute" ADD COLUMN "versions" INTEGER NOT NULL DEFAULT 1;
