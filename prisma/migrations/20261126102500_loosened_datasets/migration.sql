-- What a change is of: a criterion, or a dataset with its checks. Those that are there are of criteria.
ALTER TABLE "criterion_change" RENAME COLUMN "criterion_id" TO "subject_id";
ALTER TABLE "criterion_change" ADD COLUMN     "subject" TEXT NOT NULL DEFAULT 'criterion';
