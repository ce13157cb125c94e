-- CreateTable
CREATE TABLE "answer" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "by_id" UUID NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("migration_id","id")
);

-- CreateIndex
CREATE INDEX "answer_item" ON "answer"("migration_id", "item_id");

SELECT parallax_protect('answer', 'SELECT, INSERT');
