-- CreateTable
CREATE TABLE "key_clock" (
    "migration_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "is_off" BOOLEAN NOT NULL,
    "ahead_ms" BIGINT NOT NULL,
    "doubted_until" TIMESTAMPTZ(6),

    CONSTRAINT "key_clock_pkey" PRIMARY KEY ("migration_id","key_id")
);

SELECT parallax_protect('key_clock', 'SELECT, INSERT, UPDATE');
