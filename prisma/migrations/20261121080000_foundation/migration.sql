-- Identity, plan, audit and outbox, and the second lock: row-level security under a role that is not the owner.

-- The role every request takes with set_config('role', …, true). It belongs to the cluster, so another database may have made it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parallax_app') THEN
    BEGIN
      CREATE ROLE parallax_app NOLOGIN;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL; -- made by somebody else in this moment
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'Parallax needs the database role parallax_app, and the account "%" may not create it.', current_user
          USING HINT = format('Ask an administrator to run: CREATE ROLE parallax_app NOLOGIN; GRANT parallax_app TO %I;', current_user);
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'parallax_app', 'MEMBER') THEN
    BEGIN
      EXECUTE format('GRANT parallax_app TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'The account "%" may not act as the database role parallax_app.', current_user
        USING HINT = format('Ask an administrator to run: GRANT parallax_app TO %I;', current_user);
    END;
  END IF;
END $$;

DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO parallax_app', current_schema()); END $$;

-- What the transaction may see: set by server/scope.ts, empty when forgotten.
--   parallax.migrations  ids separated by commas, or * for jobs
--   parallax.user        the acting person
--   parallax.instance    'on' for what concerns the instance: people, passwords, sign-in
CREATE FUNCTION parallax_migrations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT string_to_array(nullif(nullif(current_setting('parallax.migrations', true), ''), '*'), ',')::uuid[]
$$;
CREATE FUNCTION parallax_everywhere() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('parallax.migrations', true) = '*', false)
$$;
CREATE FUNCTION parallax_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('parallax.user', true), '')::uuid
$$;
CREATE FUNCTION parallax_instance() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('parallax.instance', true) = 'on', false)
$$;

-- For every table with migration_id: SELECT parallax_protect('table'). The sub-selects make PostgreSQL ask once a statement, not once a row.
CREATE FUNCTION parallax_protect(target regclass, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY of_migration ON %s USING ((SELECT parallax_everywhere()) OR migration_id = ANY ((SELECT parallax_migrations())::uuid[]))', target);
  EXECUTE format('GRANT %s ON %s TO parallax_app', privileges, target);
END $$;


CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "user_password" (
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "user_password_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "membership" (
    "migration_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "added_by_id" UUID,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("migration_id","user_id")
);

CREATE TABLE "invite" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "migration_id" UUID,
    "email" TEXT,
    "role" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sign_in_throttle" (
    "bucket" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "window_start" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("bucket")
);

CREATE TABLE "ended_session" (
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ended_session_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "all_datasets" BOOLEAN NOT NULL,
    "dataset_ids" UUID[],
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by_id" UUID,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("migration_id","id")
);

CREATE TABLE "request_log" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "key_id" UUID NOT NULL,
    "key_name" TEXT NOT NULL,
    "call" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "payload_hash" TEXT,
    "problems" JSONB NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "request_log_pkey" PRIMARY KEY ("migration_id","id")
);

CREATE TABLE "migration" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legacy_system" TEXT NOT NULL,
    "target_system" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "migration_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "domain" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "domain_pkey" PRIMARY KEY ("migration_id","id")
);

CREATE TABLE "dataset" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "legacy_ref" TEXT NOT NULL,
    "target_ref" TEXT NOT NULL,
    "key_columns" TEXT[],
    "columns" JSONB NOT NULL,
    "money_column" TEXT,
    "watermark_column" TEXT,
    "criticality" TEXT NOT NULL,
    "owner_team" TEXT,
    "wave" INTEGER NOT NULL,
    "may_be_empty" BOOLEAN NOT NULL,
    "lag_ms" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("migration_id","id")
);

CREATE TABLE "plan_check" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "schedule" JSONB NOT NULL,
    "tolerances" JSONB NOT NULL,
    "sampling" JSONB,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "plan_check_pkey" PRIMARY KEY ("migration_id","id")
);

CREATE TABLE "criterion" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "comparator" TEXT NOT NULL,
    "threshold" TEXT,
    "scope" JSONB NOT NULL,
    "blocking" BOOLEAN NOT NULL,
    "owner_team" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "criterion_pkey" PRIMARY KEY ("migration_id","id")
);

CREATE TABLE "plan_version" (
    "migration_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("migration_id","version")
);

CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "migration_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "action" TEXT NOT NULL,
    "actor_id" TEXT,
    "content" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "audit_pending" (
    "entry_id" UUID NOT NULL,
    "migration_id" UUID,

    CONSTRAINT "audit_pending_pkey" PRIMARY KEY ("entry_id")
);

CREATE TABLE "audit_seal" (
    "stream" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,
    "migration_id" UUID,
    "chain_hash" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("stream","seq")
);

CREATE TABLE "audit_checkpoint" (
    "stream" UUID NOT NULL,
    "count" BIGINT NOT NULL,
    "migration_id" UUID,
    "head" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("stream","count")
);

CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "migration_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "topic" TEXT NOT NULL,
    "ids" TEXT[],

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

CREATE INDEX "invite_migration_id_email_idx" ON "invite"("migration_id", "email");

CREATE UNIQUE INDEX "api_key_prefix_key" ON "api_key"("prefix");

CREATE INDEX "request_log_at_idx" ON "request_log"("at");

CREATE UNIQUE INDEX "migration_slug_key" ON "migration"("slug");

CREATE UNIQUE INDEX "domain_migration_id_name_key" ON "domain"("migration_id", "name");

CREATE UNIQUE INDEX "dataset_migration_id_name_key" ON "dataset"("migration_id", "name");

CREATE UNIQUE INDEX "plan_check_migration_id_dataset_id_kind_key" ON "plan_check"("migration_id", "dataset_id", "kind");

CREATE INDEX "audit_entry_migration_id_at_id_idx" ON "audit_entry"("migration_id", "at", "id");

CREATE UNIQUE INDEX "audit_seal_entry_id_key" ON "audit_seal"("entry_id");

CREATE INDEX "outbox_event_migration_id_id_idx" ON "outbox_event"("migration_id", "id");

CREATE INDEX "outbox_event_at_idx" ON "outbox_event"("at");

ALTER TABLE "membership" ADD CONSTRAINT "membership_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "api_key" ADD CONSTRAINT "api_key_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "domain" ADD CONSTRAINT "domain_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "dataset" ADD CONSTRAINT "dataset_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "dataset" ADD CONSTRAINT "dataset_migration_id_domain_id_fkey" FOREIGN KEY ("migration_id", "domain_id") REFERENCES "domain"("migration_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plan_check" ADD CONSTRAINT "plan_check_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plan_check" ADD CONSTRAINT "plan_check_migration_id_dataset_id_fkey" FOREIGN KEY ("migration_id", "dataset_id") REFERENCES "dataset"("migration_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "criterion" ADD CONSTRAINT "criterion_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


SELECT parallax_protect('domain'), parallax_protect('dataset'), parallax_protect('plan_check'), parallax_protect('criterion'),
       parallax_protect('api_key'), parallax_protect('request_log'), parallax_protect('outbox_event', 'SELECT, INSERT, DELETE'),
       parallax_protect('plan_version', 'SELECT, INSERT');
GRANT USAGE ON SEQUENCE outbox_event_id_seq TO parallax_app;

-- People see themselves and those they share a migration with; passwords and throttles are for sign-in alone.
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE app_user FORCE ROW LEVEL SECURITY;
CREATE POLICY instance ON app_user USING ((SELECT parallax_instance()));
CREATE POLICY fellows ON app_user FOR SELECT USING (
  (SELECT parallax_everywhere()) OR id = (SELECT parallax_user())
  OR EXISTS (SELECT FROM membership m WHERE m.user_id = app_user.id));
CREATE POLICY self ON app_user FOR UPDATE USING (id = (SELECT parallax_user()));
GRANT SELECT, INSERT, UPDATE ON app_user TO parallax_app;

ALTER TABLE user_password ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_password FORCE ROW LEVEL SECURITY;
CREATE POLICY instance ON user_password USING ((SELECT parallax_instance()));
GRANT SELECT, INSERT, UPDATE ON user_password TO parallax_app;

ALTER TABLE sign_in_throttle ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_throttle FORCE ROW LEVEL SECURITY;
CREATE POLICY instance ON sign_in_throttle USING ((SELECT parallax_instance()));
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_throttle TO parallax_app;

ALTER TABLE ended_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE ended_session FORCE ROW LEVEL SECURITY;
CREATE POLICY instance ON ended_session USING ((SELECT parallax_instance()));
GRANT SELECT, INSERT, DELETE ON ended_session TO parallax_app;

-- One's own memberships are visible before any migration is chosen: that is how the choice is checked.
SELECT parallax_protect('membership');
CREATE POLICY own ON membership FOR SELECT USING (user_id = (SELECT parallax_user()));

ALTER TABLE migration ENABLE ROW LEVEL SECURITY;
ALTER TABLE migration FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON migration USING ((SELECT parallax_everywhere()) OR id = ANY ((SELECT parallax_migrations())::uuid[]));
CREATE POLICY member ON migration FOR SELECT USING (
  id IN (SELECT m.migration_id FROM membership m WHERE m.user_id = (SELECT parallax_user())));
CREATE POLICY instance ON migration FOR SELECT USING ((SELECT parallax_instance()));
GRANT SELECT, INSERT, UPDATE ON migration TO parallax_app;

-- Rows without a migration belong to the instance.
SELECT parallax_protect('invite', 'SELECT, INSERT, UPDATE');
CREATE POLICY instance ON invite USING ((SELECT parallax_instance()));

-- The trail: the application may add and read. Not even the owner changes it in passing.
SELECT parallax_protect('audit_entry', 'SELECT, INSERT'), parallax_protect('audit_pending', 'SELECT, INSERT, DELETE'),
       parallax_protect('audit_seal', 'SELECT, INSERT'), parallax_protect('audit_checkpoint', 'SELECT, INSERT');
CREATE POLICY instance ON audit_entry USING (migration_id IS NULL AND (SELECT parallax_instance()));
CREATE POLICY instance ON audit_pending USING (migration_id IS NULL AND (SELECT parallax_instance()));
CREATE POLICY instance ON audit_seal FOR SELECT USING (migration_id IS NULL AND (SELECT parallax_instance()));
CREATE POLICY instance ON audit_checkpoint FOR SELECT USING (migration_id IS NULL AND (SELECT parallax_instance()));

CREATE FUNCTION parallax_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The table % is append-only.', TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION parallax_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION parallax_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION parallax_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_version FOR EACH STATEMENT EXECUTE FUNCTION parallax_refuse_change();

-- A key names its migration, so it is looked up before any scope is known: one statement, outside of a transaction. (A SET clause
-- of the function would say it shorter, but only a superuser may write one for a setting of our own.)
CREATE FUNCTION parallax_find_key(wanted text) RETURNS SETOF api_key LANGUAGE plpgsql AS $$
DECLARE
  before text := current_setting('parallax.migrations', true);
BEGIN
  PERFORM set_config('parallax.migrations', '*', true);
  RETURN QUERY SELECT * FROM api_key WHERE prefix = wanted;
  PERFORM set_config('parallax.migrations', coalesce(before, ''), true);
END $$;
REVOKE EXECUTE ON FUNCTION parallax_find_key(text) FROM PUBLIC;
