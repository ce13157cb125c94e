'use client';

import { useState } from 'react';
import { isSame } from '#core/plan/diff-plan.ts';
import { setRaciRole } from '#core/plan/raci.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { FormError } from '../ui/form-error.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { RaciMatrix } from './raci-matrix.tsx';
import { raciPeople, raciSubjects } from './raci-subjects.ts';
import { useSavePlan } from './use-save-plan.ts';

/** The matrix by keyboard or click. Nothing is saved before it is said, and then all of it. */
export function RaciEditor({ onClose }: { onClose: () => void }) {
  const { document, conflict, isSaving, error, save } = useSavePlan({ onSaved: onClose });
  const [original] = useState(document.responsibilities);
  // Columns keep their places whatever is pressed: the next press is meant for the one beside.
  const [people] = useState(() => raciPeople(document));
  const [rows, setRows] = useState(document.responsibilities);
  const [more, setMore] = useState<string[]>([]);
  const [name, setName] = useState('');
  const [refusal, setRefusal] = useState<string>();
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
        <FormError message={refusal ?? (error ? messageOf(error) : undefined)} />
        <ConflictNote conflict={conflict} overlaps={!isSame(original, document.responsibilities)} />
        <div className="flex flex-wrap items-center gap-2">
          <form
            className="mr-auto flex gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim()) setMore([...more, name.trim()]);
              setName('');
            }}
          >
            <Input
              aria-label="Somebody else"
              placeholder="Somebody else"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit">Add</Button>
          </form>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={isSaving}
            onClick={() => save((current) => ({ ...current, responsibilities: rows }))}
          >
            Save responsibilities
          </Button>
        </div>
      </div>
    </>
  );
}
