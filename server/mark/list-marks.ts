import { z } from 'zod';
import { markSchema } from '#core/mark/schema.ts';
import { listMarksSchema } from '#core/plan/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { pageCursor } from '../page-cursor.ts';
import { query } from '../query.ts';
import { type MarkRow, presentMark } from './present.ts';

const cursor = pageCursor(z.tuple([z.iso.datetime(), z.guid()]));

/** Everything that was ever said about one item of the plan, newest first. */
export const listMarks = query(
  {
    can: 'migration.read',
    input: listMarksSchema,
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          ...markSchema.shape,
          id: uuidSchema,
          /** A corrected run replaced the one that said it: it does not hold. */
          superseded: z.boolean(),
        }),
      ),
      nextCursor: z.string().nullable(),
    }),
  },
  async (tx, { migrationId }, { part, name, member, limit, cursor: from }) => {
    const after = cursor.read(from);
    const rows = await tx.$queryRaw<(MarkRow & { superseded: boolean })[]>`
      SELECT m.id, m.part, m.name, m.member, m.status, m.note, m.evidence, m.due_on AS "dueOn", m.at, m.by,
             m.by_id AS "byId", m.run_id AS "runId",
             EXISTS (SELECT FROM run_receipt later
                     WHERE later.migration_id = m.migration_id AND later.supersedes_run_id = m.run_id
                       AND later.correction = 'counts') AS superseded
      FROM plan_mark m
      WHERE m.migration_id = ${migrationId}::uuid AND m.part = ${part} AND m.name = ${name}
        ${member === undefined ? Prisma.empty : Prisma.sql`AND m.member = ${member}`}
        ${after ? Prisma.sql`AND (m.at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : Prisma.empty}
      ORDER BY m.at DESC, m.id DESC LIMIT ${limit + 1}`;
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ superseded, ...row }) => ({ ...presentMark(row), id: row.id, superseded })),
      nextCursor: last ? cursor.write([last.at.toISOString(), last.id]) : null,
    };
  },
);
