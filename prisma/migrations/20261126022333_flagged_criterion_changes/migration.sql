-- AlterTable
ALTER TABLE "criterion_change" ADD COLUMN     "flagged" BOOLEAN NOT NULL DEFAULT false;
