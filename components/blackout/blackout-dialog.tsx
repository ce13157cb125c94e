'use client';

import { type BlackoutWindow, weekdays } from '#core/blackout/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { ChoicesField } from '../form/choices-field.tsx';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { useZone } from '../time/zone.tsx';
import { notify } from '../ui/notify.ts';
import { Segments } from '../ui/segments.tsx';
import { emptyBlackoutForm, readBlackoutForm } from './blackout-form.ts';
import { useSaveBlackouts } from './use-save-blackouts.ts';
import { weekdayWords } from './window-text.ts';

const kinds = [
  { value: 'weekly', label: 'Every week' },
  { value: 'once', label: 'Once' },
] as const;
const days = weekdays.map((value) => ({ value, label: weekdayWords[value] }));

type Props = { taken: readonly string[]; onClose: () => void };

/** A new time in which agents leave both databases alone. */
export function BlackoutDialog({ taken, onClose }: Props) {
  const timeZone = useZone();
  const save = useSaveBlackouts();
  const form = useCommand({
    start: emptyBlackoutForm,
    input: (values) => {
      const read = readBlackoutForm(values, timeZone, taken);
      if (read.ok) return read.window;
      const { from, to, ...problems } = read.problems;
      return { problems: { ...problems, ...(values.kind === 'once' ? { begin: from, end: to } : { from, to }) } };
    },
    send: (window: BlackoutWindow) => save((windows) => [...windows, window]),
    fieldOf: (pointer) => pointer.split('/')[3] ?? '',
    onDone: ({ planVersion }) => {
      notify('done', `Saved as plan v${planVersion}`);
      onClose();
    },
  });
  const isWeekly = form.values.kind === 'weekly';
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      columns={2}
      title="Add a blackout window"
      description="Agents begin no statement in it. What falls due meanwhile comes afterwards, and is overdue until then."
      submit="Add window"
    >
      <TextField {...form.field('name')} className="sm:col-span-2" label="Name" hint="Night batch, month-end close" />
      <Segments {...form.field('kind')} className="sm:col-span-2" label="How often" options={kinds} />
      {isWeekly ? (
        <>
          <ChoicesField
            {...form.field('weekdays')}
            className="min-w-0 sm:col-span-2"
            boxes="flex flex-wrap gap-x-4 gap-y-2"
            label="Begins on"
            options={days}
          />
          <TextField {...form.field('from')} label="From" type="time" />
          <TextField {...form.field('to')} label="To" type="time" hint="Not after “From”: on the next day" />
        </>
      ) : (
        <>
          <TextField {...form.field('begin')} label="From" type="datetime-local" />
          <TextField {...form.field('end')} label="To" type="datetime-local" />
        </>
      )}
      <p className="text-xs text-ink-3 sm:col-span-2">By the clock of {timeZone}, summer time included.</p>
    </FormDialog>
  );
}
