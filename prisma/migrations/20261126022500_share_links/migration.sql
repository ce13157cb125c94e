-- The one question that is asked before it is known which migration it concerns: whose token is this? As with keys, the scope is
-- widened for one statement inside, and back afterwards.
CREATE FUNCTION parallax_find_share(wanted text) RETURNS SETOF share_link LANGUAGE plpgsql AS $$
DECLARE
  before text := current_setting('parallax.migrations', true);
BEGIN
  PERFORM set_config('parallax.migrations', '*', true);
  RETURN QUERY SELECT * FROM share_link WHERE token_hash = wanted;
  PERFORM set_config('parallax.migrations', coalesce(before, ''), true);
END $$;
REVOKE EXECUTE ON FUNCTION parallax_find_share(text) FROM PUBLIC;
