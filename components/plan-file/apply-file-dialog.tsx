'use client';

import { useRef } from 'react';
import { formatCounted } from '#lib/format/count.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { Textarea } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { ChangeList } from './change-list.tsx';
import { PlacedProblems } from './placed-problems.tsx';
import { readTextFile } from './read-text-file.ts';
import { usePlanFile } from './use-plan-file.ts';

type Props = { migrationId: string; onClose: () => void };

/** Makes the plan what a file says, after showing what would change. */
export function ApplyFileDialog({ migrationId, onClose }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const file = usePlanFile({ migrationId, onApplied: onClose });
  const { text, looked, failure, isBusy } = file;
  const changes = looked.state === 'shown' ? looked.changes : [];

  async function choose(input: HTMLInputElement) {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    const read = await readTextFile(chosen);
    if (read.ok) return file.edit(read.text);
    file.refuse(read.reason);
    // Its name must not stand above a text that is not of it.
    input.value = '';
  }
  return (
    <FormDialog
      form={{
        submit: async () => (changes.length > 0 ? file.apply() : file.show()),
        isPending: isBusy,
        problems: {},
        message: failure ?? undefined,
        failures: 0,
      }}
      onClose={onClose}
      width="wide"
      title="Apply a parallax.yaml"
      description="The file replaces the whole plan: what it does not name is removed, except what evidence rests on."
      submit={changes.length > 0 ? `Apply ${formatCounted(changes.length, 'change')}` : 'Show what changes'}
      disabled={text.trim() === ''}
    >
      <Field label="File" hint="Or paste its text below">
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".yaml,.yml,.json"
            className="w-full text-sm file:mr-3 file:min-h-8 file:rounded-control file:border file:border-solid file:border-line file:bg-card file:px-3 file:font-[550] file:text-ink"
            onChange={({ target }) => void choose(target)}
          />
        )}
      </Field>
      <Field label="Text">
        {(control) => (
          <Textarea
            {...control}
            ref={area}
            rows={looked.state === 'shown' ? 6 : 14}
            spellCheck={false}
            className="font-mono text-xs"
            value={text}
            onChange={({ target }) => file.edit(target.value)}
          />
        )}
      </Field>
      <div aria-live="polite" className="text-sm">
        {looked.state === 'shown' && <ChangeList changes={looked.changes} waiting={looked.waiting} />}
        {looked.state === 'wrong' && (
          <PlacedProblems problems={looked.problems} onGoTo={(place) => goTo(area.current, place)} />
        )}
      </div>
    </FormDialog>
  );
}

/** Puts the cursor where a problem stands, and brings its line into view. */
function goTo(area: HTMLTextAreaElement | null, { line, column }: { line: number; column: number }): void {
  if (!area) return;
  const before = area.value.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const end = area.value.indexOf('\n', start);
  area.focus();
  area.setSelectionRange(start, end < 0 ? area.value.length : end);
  area.scrollTop = (area.scrollHeight / area.value.split('\n').length) * Math.max(0, line - 4);
}
