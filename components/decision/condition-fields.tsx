'use client';

import type { ConditionInput } from '#core/decision/schema.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';

export type ConditionDraft = ConditionInput & { key: string };

type Props = {
  conditions: readonly ConditionDraft[];
  problemAt: (pointer: string) => string | undefined;
  onChange: (conditions: ConditionDraft[]) => void;
};

/** The tasks that a go is made conditional on: what, whose, until when. */
export function ConditionFields({ conditions, problemAt, onChange }: Props) {
  const set = (key: string, change: Partial<ConditionInput>) =>
    onChange(conditions.map((one) => (one.key === key ? { ...one, ...change } : one)));
  return (
    <fieldset className="grid gap-3">
      <legend className="text-sm font-[550]">Conditions</legend>
      {conditions.map(({ key, text, owner, dueOn }, i) => (
        <div key={key} className="grid gap-2 border-l-2 pl-3 sm:grid-cols-[1fr_9rem_9.5rem_auto] sm:items-end">
          <Field label="What" error={problemAt(`/conditions/${i}/text`)}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={500}
                value={text}
                onChange={(event) => set(key, { text: event.target.value })}
              />
            )}
          </Field>
          <Field label="Owner" error={problemAt(`/conditions/${i}/owner`)}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={200}
                value={owner}
                onChange={(event) => set(key, { owner: event.target.value })}
              />
            )}
          </Field>
          <Field label="Due" error={problemAt(`/conditions/${i}/dueOn`)}>
            {(control) => (
              <Input
                {...control}
                type="date"
                required
                value={dueOn}
                onChange={(event) => set(key, { dueOn: event.target.value })}
              />
            )}
          </Field>
          <Button
            look="quiet"
            aria-label={`Remove condition ${i + 1}`}
            onClick={() => onChange(conditions.filter((one) => one.key !== key))}
          >
            Remove
          </Button>
        </div>
      ))}
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
