-- AlterTable
ALTER TABLE "app_user" DROP COLUMN "session_version";

-- AlterTable
ALTER TABLE "invite" ADD COLUMN     "user_id" UUID;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'hand';

-- DropTable
DROP TABLE "ended_session";

-- CreateTable
CREATE TABLE "app_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "device" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "app_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oidc_identity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "oidc_identity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "oidc_attempt" (
    "id" UUID NOT NULL,
    "state_hash" TEXT NOT NULL,
    "binding_hash" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "code_verifier" TEXT NOT NULL,
    "next_path" TEXT NOT NULL,
    "session_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "outcome" JSONB,

    CONSTRAINT "oidc_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "app_session_user_id_idx" ON "app_session"("user_id");

-- CreateIndex
CREATE INDEX "app_session_expires_at_idx" ON "app_session"("expires_at");

-- CreateIndex
CREATE INDEX "oidc_identity_user_id_idx" ON "oidc_identity"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "oidc_attempt_state_hash_key" ON "oidc_attempt"("state_hash");

-- CreateIndex
CREATE INDEX "oidc_attempt_expires_at_idx" ON "oidc_attempt"("expires_at");

ALTER TABLE app_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE app_session FORCE ROW LEVEL SECURITY;
CREATE POLICY instance ON app_session USING ((SELECT parallax_instance()));
CREATE POLICY own_read ON app_session FOR SELECT USING (user_id = (SELECT parallax_user()));
CREATE POLICY own_end ON app_session FOR DELETE USING (user_id = (SELECT parallax_user()));
GRANT SELECT, INSERT, DELETE ON app_session TO parallax_app;
-- That a session was seen, and that its claims no longer make an administrator: nothing else changes after sign-in.
GRANT UPDATE (last_seen_at, is_admin) ON app_session TO parallax_app;

ALTER TABLE oidc_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE oidc_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY instance ON oidc_identity USING ((SELECT parallax_instance()));
GRANT SELECT, INSERT ON oidc_identity TO parallax_app;
GRANT UPDATE (last_used_at) ON oidc_identity TO parallax_app;

ALTER TABLE oidc_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE oidc_attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY instance ON oidc_attempt USING ((SELECT parallax_instance()));
GRANT SELECT, INSERT, DELETE ON oidc_attempt TO parallax_app;
GRANT UPDATE (used_at, outcome) ON oidc_attempt TO parallax_app;
