-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "audit_entry_id" UUID,
ADD COLUMN     "decided_verdict" TEXT,
ADD COLUMN     "proposed_conditions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "second_comment" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(6),
ADD COLUMN     "withdrawn_by" TEXT;

-- One open meeting about a gate.
CREATE UNIQUE INDEX decision_open ON decision (migration_id, phase) WHERE state = 'open';

ALTER TABLE decision
  ADD CONSTRAINT decision_four_eyes CHECK (seconded_by_id IS NULL OR seconded_by_id IS DISTINCT FROM proposed_by_id),
  ADD CONSTRAINT decision_second CHECK (state <> 'decided' OR NOT override OR (seconded_at IS NOT NULL AND reason <> '')),
  ADD CONSTRAINT decision_complete CHECK (state <> 'decided' OR (outcome IS NOT NULL AND decided_at IS NOT NULL
    AND decided_verdict IS NOT NULL AND audit_entry_id IS NOT NULL)),
  -- A go against the verdict is never written down as anything else than an override.
  ADD CONSTRAINT decision_override CHECK (state <> 'decided' OR outcome NOT IN ('go', 'go_with_conditions') OR override
    OR (verdict <> 'no_go' AND decided_verdict <> 'no_go'));

-- Of a meeting that is over nothing is changed; of an open one, what was frozen is not.
CREATE OR REPLACE FUNCTION parallax_keep_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' AND OLD IS DISTINCT FROM NEW THEN
    RAISE EXCEPTION 'A decision that was taken is not changed.';
  END IF;
  IF (OLD.number, OLD.snapshot, OLD.snapshot_hash, OLD.verdict, OLD.frozen_at, OLD.frozen_by, OLD.frozen_by_id, OLD.plan_version, OLD.phase)
     IS DISTINCT FROM
     (NEW.number, NEW.snapshot, NEW.snapshot_hash, NEW.verdict, NEW.frozen_at, NEW.frozen_by, NEW.frozen_by_id, NEW.plan_version, NEW.phase) THEN
    RAISE EXCEPTION 'The snapshot of a decision is frozen.';
  END IF;
  RETURN NEW;
END $$;
-- After, so that row-level security is asked first.
DROP TRIGGER keep_snapshot ON decision;
CREATE TRIGGER keep_snapshot AFTER UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION parallax_keep_snapshot();

-- Nobody votes once it is decided.
CREATE FUNCTION parallax_keep_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM decision d WHERE d.migration_id = NEW.migration_id AND d.id = NEW.decision_id AND d.state = 'open' FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'Votes are cast while the meeting is open.'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_votes AFTER INSERT OR UPDATE ON decision_vote FOR EACH ROW EXECUTE FUNCTION parallax_keep_votes();
