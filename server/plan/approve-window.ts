import { z } from 'zod';
import { markInputSchema, markSchema } from '#core/plan/mark.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { secondPerson } from '../approval/second-person.ts';
import { command } from '../command.ts';
import { addMark, getItem } from './add-mark.ts';

const { name, note, evidence } = markInputSchema.shape;

/** The second person behind a window of the calendar, or an approval taken back. Never by who entered the window. */
export const approveWindow = command(
  {
    can: 'approve',
    input: z.strictObject({ migrationId: uuidSchema, name, approved: z.boolean().default(true), note, evidence }),
    output: markSchema,
    audit: 'plan.marked',
  },
  async (tx, ctx, { name, approved, note, evidence }) => {
    const part = 'calendar' as const;
    const item = await getItem(tx, ctx.migrationId, { part, name });
    const { changedAt: at, changedById: userId, changedByKeyId: keyId } = item;
    const maker = { userId, keyId, at, permission: 'plan.edit' } as const;
    const independence = approved ? (await secondPerson(tx, ctx, [maker], 'entered it')).independence : null;
    const status = approved ? 'approved' : 'withdrawn';
    const mark = { part, name, member: null, status, note, evidence, dueOn: null };
    return await addMark(tx, ctx, item, mark, independence);
  },
);
