-- A verdict says which conditions of earlier decisions are open.
CREATE TRIGGER note_ground AFTER INSERT OR UPDATE OR DELETE ON decision_condition FOR EACH ROW EXECUTE FUNCTION parallax_note_ground();
