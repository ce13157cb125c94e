'use client';

import { type ConditionInput, conditionInputSchema } from '#core/decision/schema.ts';
import { limitOf } from '#lib/form/limit-of.ts';
import type { FieldProblems } from '#lib/form/place-problems.ts';
import type { FormField } from '#lib/form/use-command.ts';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';

export type ConditionDraft = ConditionInput & { key: string };
type Props = FormField<ConditionDraft[]> & { problems: FieldProblems };

/** The tasks that a go is made conditional on: what, whose, until when. */
export function ConditionFields({ value: conditions, onChange, problems }: Props) {
  const field = (i: number, key: keyof ConditionInput): FormField<string> => ({
    name: `conditions/${i}/${key}`,
    value: conditions[i]?.[key] ?? '',
    onChange: (text) => onChange(conditions.map((one, at) => (at === i ? { ...one, [key]: text } : one))),
    error: problems[`conditions/${i}/${key}`],
    limit: limitOf(conditionInputSchema, key),
  });
  return (
    <fieldset className="grid gap-3">
      <legend className="text-sm font-[550]">Conditions</legend>
      {conditions.map(({ key }, i) => (
        <div key={key} className="grid gap-2 border-l-2 pl-3 sm:grid-cols-[1fr_9rem_9.5rem_auto] sm:items-end">
          <TextField {...field(i, 'text')} label="What" />
          <TextField {...field(i, 'owner')} label="Owner" />
          <TextField {...field(i, 'dueOn')} label="Due" type="date" />
          <Button
            look="quiet"
            aria-label={`Remove condition ${i + 1}`}
            onClick={() => onChange(conditions.filter((one) => one.key !== key))}
          >
            Remove
          </Button>
        </div>
      ))}
      {problems.conditions && <p className="text-xs font-medium text-no">{problems.conditions}</p>}
      <div>
        <Button onClick={() => onChange([...conditions, emptyCondition()])}>Add a condition</Button>
      </div>
    </fieldset>
  );
}

let made = 0;

export function emptyCondition(): ConditionDraft {
  made += 1;
  return { key: String(made), text: '', owner: '', dueOn: '' };
}
