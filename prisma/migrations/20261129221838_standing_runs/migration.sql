-- The newest run of a check that no run which looked at less can answer (core/evidence/stands.ts). Figures from before do not say whether a
-- run looked at all it was taken for: such a run stands where it found a difference.
ALTER TABLE "check_latest" ADD COLUMN "standing" JSONB;
