'use client';

import { useState } from 'react';
import { weekdays } from '#core/blackout/schema.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { useZone } from '../time/zone.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox, Input } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { Segments } from '../ui/segments.tsx';
import { type BlackoutForm, emptyBlackoutForm, readBlackoutForm } from './blackout-form.ts';
import { useSaveBlackouts } from './use-save-blackouts.ts';
import { weekdayWords } from './window-text.ts';

const kinds = [
  { value: 'weekly', label: 'Every week' },
  { value: 'once', label: 'Once' },
] as const;

type Props = { taken: readonly string[]; onClose: () => void };

/** A new time in which agents leave both databases alone. */
export function BlackoutDialog({ taken, onClose }: Props) {
  const timeZone = useZone();
  const [form, setForm] = useState(emptyBlackoutForm);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const save = useSaveBlackouts(onClose);
  const set = (more: Partial<BlackoutForm>) => setForm({ ...form, ...more });
  function submit() {
    const read = readBlackoutForm(form, timeZone, taken);
    setProblems(read.ok ? {} : read.problems);
    if (read.ok) save.mutate((windows) => [...windows, read.window]);
  }
  const times =
    form.kind === 'weekly'
      ? ([
          ['From', 'from', 'from', 'time'],
          ['To', 'to', 'to', 'time'],
        ] as const)
      : ([
          ['From', 'from', 'begin', 'datetime-local'],
          ['To', 'to', 'end', 'datetime-local'],
        ] as const);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add a blackout window"
      description="Agents begin no statement in it. What falls due meanwhile comes afterwards, and is overdue until then."
    >
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field className="sm:col-span-2" label="Name" hint="Night batch, month-end close" error={problems.name}>
          {(control) => (
            <Input {...control} value={form.name} onChange={(event) => set({ name: event.target.value })} />
          )}
        </Field>
        <Segments
          className="sm:col-span-2"
          label="How often"
          value={form.kind}
          options={kinds}
          onChange={(kind) => set({ kind })}
        />
        {form.kind === 'weekly' && <Weekdays form={form} set={set} error={problems.weekdays} />}
        {times.map(([label, problem, field, type]) => (
          <Field
            key={field}
            label={label}
            hint={type === 'time' && field === 'to' ? 'Not after “From”: on the next day' : undefined}
            error={problems[problem]}
          >
            {(control) => (
              <Input
                {...control}
                type={type}
                value={form[field]}
                onChange={(event) => set({ [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <p className="text-xs text-ink-3 sm:col-span-2">By the clock of {timeZone}, summer time included.</p>
        <div className="flex items-center justify-end gap-2 sm:col-span-2">
          <div className="mr-auto">
            <FormError message={save.error ? messageOf(save.error) : undefined} />
          </div>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            Add window
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type WeekdaysProps = { form: BlackoutForm; set: (more: Partial<BlackoutForm>) => void; error: string | undefined };

function Weekdays({ form, set, error }: WeekdaysProps) {
  return (
    <fieldset className="min-w-0 sm:col-span-2">
      <legend className="mb-1 text-sm font-[550]">Begins on</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {weekdays.map((day) => (
          <Checkbox
            key={day}
            label={weekdayWords[day]}
            checked={form.weekdays.includes(day)}
            onChange={(event) =>
              set({
                weekdays: weekdays.filter((one) => (one === day ? event.target.checked : form.weekdays.includes(one))),
              })
            }
          />
        ))}
      </div>
      {error && <p className="mt-1 text-xs font-medium text-no">{error}</p>}
    </fieldset>
  );
}
