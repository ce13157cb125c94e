'use client';

import { useRef } from 'react';
import { formatCounted } from '#lib/format/count.ts';
import { Button } from '../ui/button.tsx';
import { Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
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
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title="Apply a parallax.yaml"
      description="The whole plan is meant: what the file does not name goes, except what evidence stands on."
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (changes.length > 0) file.apply();
          else file.show();
        }}
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
        <FormError message={failure ?? undefined} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={text.trim() === ''} busy={isBusy}>
            {changes.length > 0 ? `Apply ${formatCounted(changes.length, 'change')}` : 'Show what changes'}
          </Button>
        </div>
      </form>
    </Dialog>
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
