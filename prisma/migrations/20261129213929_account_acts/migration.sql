-- AlterTable
ALTER TABLE "criterion_change" ADD COLUMN     "by_key_id" UUID,
ADD COLUMN     "independence" TEXT;

-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "second_independence" TEXT;

-- AlterTable
ALTER TABLE "plan_item" ADD COLUMN     "changed_by_key_id" UUID;

-- AlterTable
ALTER TABLE "plan_mark" ADD COLUMN     "independence" TEXT;

-- AlterTable
ALTER TABLE "waiver" ADD COLUMN     "independence" TEXT;

-- CreateTable
CREATE TABLE "account_act" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "migration_id" UUID,
    "role_before" TEXT,
    "role" TEXT,
    "by_id" UUID,
    "by" TEXT NOT NULL,
    "by_admin" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "account_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "account_act_user_id_at_idx" ON "account_act"("user_id", "at");

-- CreateIndex
CREATE INDEX "account_act_migration_id_idx" ON "account_act"("migration_id");

SELECT parallax_protect('account_act', 'SELECT, INSERT');
-- Rows without a migration belong to the instance, and the rule looks at all of them.
CREATE POLICY instance ON account_act USING ((SELECT parallax_instance()));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON account_act FOR EACH STATEMENT EXECUTE FUNCTION parallax_refuse_change();

-- What is known of the time before, from one-time links and memberships. Row-level security holds for the owner too: seen is what is named.
SELECT set_config('parallax.migrations', '*', true), set_config('parallax.instance', 'on', true);
INSERT INTO account_act (id, user_id, kind, migration_id, role, by_id, by, by_admin, at)
SELECT gen_random_uuid(), u.id,
       CASE i.purpose WHEN 'setup' THEN 'set_up' WHEN 'reset' THEN 'reset' ELSE 'invited' END,
       i.migration_id, i.role, i.created_by_id, coalesce(maker.name, ''), coalesce(maker.is_admin, false), i.used_at
FROM invite i
JOIN app_user u ON u.id = i.user_id
  -- Who took the first link of an instance is told by the moment.
  OR (i.purpose = 'setup' AND u.is_admin AND u.created_at = i.used_at)
  OR (i.purpose = 'invite' AND u.email = i.email AND u.created_at = i.used_at)
LEFT JOIN app_user maker ON maker.id = i.created_by_id
WHERE i.used_at IS NOT NULL;
-- A link that was not taken may have been replaced: that it was made counts all the same.
INSERT INTO account_act (id, user_id, kind, by_id, by, by_admin, at)
SELECT gen_random_uuid(), i.user_id, 'reset_link', i.created_by_id, coalesce(maker.name, ''), true, i.created_at
FROM invite i LEFT JOIN app_user maker ON maker.id = i.created_by_id
WHERE i.purpose = 'reset' AND i.user_id IS NOT NULL;
INSERT INTO account_act (id, user_id, kind, migration_id, role, by_id, by, by_admin, at)
SELECT gen_random_uuid(), m.user_id, CASE WHEN m.added_by_id = m.user_id THEN 'joined' ELSE 'added' END,
       m.migration_id, m.role, m.added_by_id, maker.name, m.added_by_id = m.user_id, m.since
FROM membership m JOIN app_user maker ON maker.id = m.added_by_id;
SELECT set_config('parallax.migrations', '', true), set_config('parallax.instance', 'off', true);
