'use client';

import { useState } from 'react';
import { planParts } from '#core/part/plan-parts.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { limitOf } from '#lib/form/limit-of.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { SelectField } from '../form/select-field.tsx';
import { useZone } from '../time/zone.tsx';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notify.ts';
import { ConflictNote } from './conflict-note.tsx';
import { partNouns, withArticle } from './labels.ts';
import { PartFieldControl } from './part-field-control.tsx';
import type { EditedPart, PartField } from './part-fields.ts';
import { fieldNameOf, fieldsOf, readPart, valuesOf } from './part-form.ts';
import { itemOf, namesOf, type Put, putItem, removeItem } from './put-item.ts';
import { useSavePlan } from './use-save-plan.ts';

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
  const { document, conflict, save } = useSavePlan();
  const [original] = useState(() => itemOf(document, part, name));
  const places = namesOf(document, part).filter((other) => other !== name);
  const [after, setAfter] = useState(() => placeBefore(document, part, name));
  const [isSure, setIsSure] = useState(false);
  const saved = {
    // ConflictNote shows what stands in the way.
    refusal: (answer: { planVersion: number } | null) => (answer === null ? {} : null),
    onDone: (answer: { planVersion: number } | null) => {
      notify('done', `Saved as plan v${answer?.planVersion}`);
      onClose();
    },
  };
  const form = useCommand({
    start: () => valuesOf(part, original, timeZone),
    input: (values) => {
      const read = readPart(part, values, { timeZone, taken: places });
      if (read.ok) return { part, name, item: read.item, after: isOrdered(part) ? after : undefined };
      const { root, ...problems } = read.problems;
      return { problems: root === undefined ? problems : { ...problems, '': root } };
    },
    send: (change: Put) => save((current) => putItem(current, change)),
    fieldOf: (pointer) => fieldOf(pointer, part),
    ...saved,
  });
  const removal = useCommand({
    start: {},
    input: () => ({}),
    send: () => save((current) => (name === null || part === 'settings' ? current : removeItem(current, part, name))),
    ...saved,
  });
  const limited = part === 'settings' ? undefined : planParts[part].schema;
  return (
    <FormDialog
      form={{
        ...form,
        message: form.message ?? removal.message,
        isPending: form.isPending || removal.isPending,
      }}
      onClose={onClose}
      width="wide"
      columns={2}
      title={name === null ? `Add ${withArticle(noun)}` : part === 'settings' ? 'Change the frame' : `Change “${name}”`}
      submit={name === null ? `Add ${noun}` : 'Save'}
      aside={
        name !== null &&
        part !== 'settings' && (
          <Button
            look="danger"
            onClick={() => {
              if (isSure) void removal.submit();
              setIsSure(true);
            }}
          >
            {isSure ? `Yes, remove this ${noun}` : 'Remove'}
          </Button>
        )
      }
    >
      {fieldsOf(part).map((field) => {
        const bound = form.field(field.name);
        return (
          <PartFieldControl
            key={field.name}
            field={field}
            hint={hintOf(field, part, name, timeZone)}
            choices={choicesOf(field, document, bound.value)}
            bound={{ ...bound, limit: limitOf(limited, field.name) }}
          />
        );
      })}
      {isOrdered(part) && places.length > 0 && (
        <SelectField
          name="after"
          value={after}
          onChange={setAfter}
          error={undefined}
          limit={undefined}
          label="Comes"
          options={[['', 'first'], ...places.map((place) => [place, `after ${place}`] as const)]}
        />
      )}
      <div className="sm:col-span-2">
        <ConflictNote conflict={conflict} overlaps={!isSame(original, itemOf(document, part, name))} />
      </div>
    </FormDialog>
  );
}

const isOrdered = (part: EditedPart): boolean => part === 'phases' || part === 'ramp';

function placeBefore(document: PlanDocument, part: EditedPart, name: string | null): string {
  const names = namesOf(document, part);
  if (name === null) return names.at(-1) ?? '';
  return names[names.indexOf(name) - 1] ?? '';
}

/** `/phases/3/exit/0` is about "exit" here; what is about another part is about the whole. */
function fieldOf(pointer: string, part: EditedPart): string {
  const [of, ...steps] = pointer.slice(1).split('/');
  const field = of === part ? fieldNameOf(part, steps) : 'root';
  return field === 'root' ? '' : field;
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
