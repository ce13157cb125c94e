'use client';

import { useState } from 'react';
import { z } from 'zod';
import { isSame } from '#core/plan/diff-plan.ts';
import { setRaciRole } from '#core/plan/raci.ts';
import { nameSchema } from '#core/schema-parts.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { ConflictNote } from './conflict-note.tsx';
import { RaciMatrix } from './raci-matrix.tsx';
import { raciPeople, raciSubjects } from './raci-subjects.ts';
import { useSavePlan } from './use-save-plan.ts';

const personSchema = z.strictObject({ name: nameSchema });

/** The matrix by keyboard or click. Nothing is saved before it is said, and then all of it. */
export function RaciEditor({ onClose }: { onClose: () => void }) {
  const { document, conflict, save } = useSavePlan();
  const [original] = useState(document.responsibilities);
  // Columns keep their places whatever is pressed: the next press is meant for the one beside.
  const [people] = useState(() => raciPeople(document));
  const [rows, setRows] = useState(document.responsibilities);
  const [more, setMore] = useState<string[]>([]);
  const [refusal, setRefusal] = useState<string>();
  const saving = useCommand({
    start: {},
    input: () => ({}),
    send: () => save((current) => ({ ...current, responsibilities: rows })),
    // ConflictNote shows what stands in the way.
    refusal: (answer) => (answer === null ? {} : null),
    onDone: (answer) => {
      notify('done', `Saved as plan v${answer?.planVersion}`);
      onClose();
    },
  });
  const adding = useCommand({
    start: { name: '' },
    schema: personSchema,
    input: (values) => values,
    send: async (person: { name: string }) => person,
    onDone: ({ name }) => {
      setMore((before) => [...before, name.trim()]);
      adding.set({ name: '' });
    },
  });
  return (
    <>
      <p className="px-4 pt-1 text-sm text-ink-2">
        Arrow keys move. A accountable, D deputy, R responsible, C consulted, I informed, Backspace nothing. A click
        goes from one to the next.
      </p>
      <RaciMatrix
        subjects={raciSubjects(document)}
        people={[...new Set([...people, ...more])]}
        rows={rows}
        onSet={(subject, who, role) => {
          const change = setRaciRole(rows, subject, who, role);
          setRefusal(change.ok ? undefined : change.reason);
          if (change.ok) setRows(change.rows);
        }}
      />
      <div className="grid gap-3 px-4 pt-3 pb-4">
        <FormError message={refusal ?? saving.message} />
        <ConflictNote conflict={conflict} overlaps={!isSame(original, document.responsibilities)} />
        <div className="flex flex-wrap items-center gap-2">
          <Form form={adding} className="mr-auto" foot={<Button type="submit">Add</Button>}>
            <TextField {...adding.field('name')} label="Somebody else" />
          </Form>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={saving.isPending} onClick={() => void saving.submit()}>
            Save responsibilities
          </Button>
        </div>
      </div>
    </>
  );
}
