-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "adopted_at" TIMESTAMPTZ(6),
ADD COLUMN     "behind" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "behind_id" UUID;

-- Behind a key of before is who made it. Row-level security holds for the owner too: seen is what is named.
SELECT set_config('parallax.migrations', '*', true);
UPDATE api_key SET behind_id = created_by_id, behind = created_by;
SELECT set_config('parallax.migrations', '', true);
ALTER TABLE "api_key" ALTER COLUMN "behind" DROP DEFAULT;

-- A key and the role that the person behind it has now: asked on every call, still in one statement.
DROP FUNCTION parallax_find_key(text);
CREATE FUNCTION parallax_find_key(wanted text) RETURNS TABLE (
  id uuid, migration_id uuid, name text, secret_hash text, scopes text[], all_datasets boolean, dataset_ids uuid[], expires_at timestamptz,
  revoked_at timestamptz, last_used_at timestamptz, behind text, behind_id uuid, behind_role text
) LANGUAGE plpgsql AS $$
DECLARE
  before text := current_setting('parallax.migrations', true);
BEGIN
  PERFORM set_config('parallax.migrations', '*', true);
  RETURN QUERY
    SELECT k.id, k.migration_id, k.name, k.secret_hash, k.scopes, k.all_datasets, k.dataset_ids, k.expires_at, k.revoked_at, k.last_used_at,
           k.behind, k.behind_id, m.role
    FROM api_key k LEFT JOIN membership m ON m.migration_id = k.migration_id AND m.user_id = k.behind_id
    WHERE k.prefix = wanted;
  PERFORM set_config('parallax.migrations', coalesce(before, ''), true);
END $$;
REVOKE EXECUTE ON FUNCTION parallax_find_key(text) FROM PUBLIC;
