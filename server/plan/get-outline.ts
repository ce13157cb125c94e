import { z } from 'zod';
import { calendarEntrySchema } from '#core/part/calendar-entry.ts';
import { phaseSchema } from '#core/part/phase.ts';
import { workstreamSchema } from '#core/part/workstream.ts';
import { planSettingsSchema } from '#core/plan/settings.ts';
import { bySlugSchema } from '#core/schema-parts.ts';
import { loadDocument } from '../document/load-document.ts';
import { query } from '../query.ts';

const { name, goal, plannedFrom, plannedTo, exit } = phaseSchema.shape;

/** What a plan is in outline, for people outside: no budget, no costs, no owners, and no dataset. */
export const getOutline = query(
  {
    can: 'plan.outline',
    input: bySlugSchema,
    output: z.strictObject({
      planVersion: z.int(),
      migration: z.strictObject({ name: z.string(), timeZone: z.string() }),
      committedOn: planSettingsSchema.shape.committedOn,
      phases: z.array(z.strictObject({ name, goal, plannedFrom, plannedTo, exit })),
      workstreams: z.array(workstreamSchema.shape.name),
      calendar: z.array(calendarEntrySchema.shape.name),
    }),
  },
  async (tx, { migrationId }) => {
    const { planVersion } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { planVersion: true },
    });
    const { migration, settings, phases, workstreams, calendar } = await loadDocument(tx, migrationId);
    return {
      planVersion,
      migration: { name: migration.name, timeZone: migration.timeZone },
      committedOn: settings.committedOn,
      phases: phases.map(({ entry: _, ...phase }) => phase),
      workstreams: workstreams.map((workstream) => workstream.name),
      calendar: calendar.map((window) => window.name),
    };
  },
);
