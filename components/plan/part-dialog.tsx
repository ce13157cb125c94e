'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { planParts } from '#core/part/plan-parts.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { applyProblems, pathOf } from '#lib/form/apply-problems.ts';
import { useZone } from '../time/zone.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { PartFieldControl } from './part-field-control.tsx';
import type { EditedPart, PartField } from './part-fields.ts';
import { fieldNameOf, fieldsOf, type PartValues, readPart, valuesOf } from './part-form.ts';
import { itemOf, namesOf, type Put, putItem, removeItem } from './put-item.ts';
import { useSavePlan } from './use-save-plan.ts';
import { partNouns, withArticle } from './words.ts';

type Props = {
  part: EditedPart;
  /** The item that is changed; null: a new one. */
  name: string | null;
  onClose: () => void;
};

/** Adds, changes or removes one item of any part of the plan. What is asked says part-fields.ts, what is allowed the schema of the part. */
export function PartDialog({ part, name, onClose }: Props) {
  const timeZone = useZone();
  const noun = part === 'settings' ? 'frame' : partNouns[part];
  const { document, conflict, isSaving, save } = useSavePlan({
    onSaved: onClose,
    onRefused: (error) => applyProblems(form, error, (pointer) => fieldNameOf(part, stepsOf(pointer, part))),
  });
  const [original] = useState(() => itemOf(document, part, name));
  const places = namesOf(document, part).filter((other) => other !== name);
  const [after, setAfter] = useState(() => placeBefore(document, part, name));
  const [isSure, setIsSure] = useState(false);
  const form = useForm<PartValues>({
    defaultValues: valuesOf(part, original, timeZone),
    resolver: (values) => {
      const read = readPart(part, values, { timeZone, taken: places });
      if (read.ok) return { values, errors: {} };
      const errors = Object.entries(read.problems).map(([field, message]) => [field, { type: 'schema', message }]);
      return { values: {}, errors: Object.fromEntries(errors) };
    },
  });
  const put = (values: PartValues) => {
    const read = readPart(part, values, { timeZone, taken: places });
    if (!read.ok) return;
    const change: Put = { part, name, item: read.item, after: isOrdered(part) ? after : undefined };
    save((current) => putItem(current, change));
  };
  const { errors } = form.formState;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title={name === null ? `Add ${withArticle(noun)}` : part === 'settings' ? 'Change the frame' : `Change “${name}”`}
    >
      <form className="grid gap-4 sm:grid-cols-2" noValidate onSubmit={form.handleSubmit(put)}>
        {fieldsOf(part).map((field) => (
          <PartFieldControl
            key={field.name}
            field={field}
            hint={hintOf(field, part, name, timeZone)}
            choices={choicesOf(field, document, form.getValues(field.name))}
            error={errors[field.name]?.message?.toString()}
            registered={form.register(field.name)}
          />
        ))}
        {isOrdered(part) && places.length > 0 && (
          <Field label="Comes">
            {(control) => (
              <Select {...control} value={after} onChange={(event) => setAfter(event.target.value)}>
                <option value="">first</option>
                {places.map((place) => (
                  <option key={place} value={place}>
                    after {place}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <div className="grid gap-2 sm:col-span-2">
          <ConflictNote conflict={conflict} overlaps={!isSame(original, itemOf(document, part, name))} />
          <FormError message={errors.root?.message?.toString()} />
        </div>
        <div className="flex flex-wrap items-center justify-end gap-2 sm:col-span-2">
          {name !== null && part !== 'settings' && (
            <Button
              look="danger"
              className="mr-auto"
              onClick={() => {
                form.clearErrors();
                if (isSure) save((current) => removeItem(current, part, name));
                setIsSure(true);
              }}
            >
              {isSure ? `Yes, remove this ${noun}` : 'Remove'}
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isSaving}>
            {name === null ? `Add ${noun}` : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const isOrdered = (part: EditedPart): boolean => part === 'phases' || part === 'ramp';

function placeBefore(document: PlanDocument, part: EditedPart, name: string | null): string {
  const names = namesOf(document, part);
  if (name === null) return names.at(-1) ?? '';
  return names[names.indexOf(name) - 1] ?? '';
}

/** `/phases/3/exit/0` is about "exit" here; what is about another part is about the whole. */
function stepsOf(pointer: string, part: EditedPart): string[] {
  const [of, ...steps] = pathOf(pointer).split('.');
  return of === part ? steps : [];
}

function hintOf({ name: field, kind, hint }: PartField, part: EditedPart, name: string | null, timeZone: string) {
  if (kind === 'first' || kind === 'last') return `By the clock of ${timeZone}`;
  if (field !== 'name' || name === null || part === 'settings' || planParts[part].marks.length === 0) return hint;
  return 'Under another name it begins anew, without its history';
}

/** What can be chosen; what stands there now can be kept. */
function choicesOf({ kind, options = [] }: PartField, document: PlanDocument, value: unknown) {
  if (kind === 'choice') return options;
  if (kind !== 'team' && kind !== 'phase' && kind !== 'dataset') return [];
  const lists = { team: document.teams, phase: document.phases, dataset: document.datasets };
  const names = lists[kind].map(({ name }) => name);
  if (names.length === 0) return [];
  const kept = typeof value === 'string' && value !== '' && !names.includes(value) ? [value] : [];
  return [...names, ...kept].map((name) => [name, name] as const);
}
