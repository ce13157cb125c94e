'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { formatCounted } from '#lib/format/count.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf, problemsOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { notify } from '../ui/notify.ts';
import { exampleDeclaration } from './example-declaration.ts';
import { parseDeclaration } from './parse-declaration.ts';
import { ProblemList } from './problem-list.tsx';

type Props = { migrationId: string; onClose: () => void };

/** Many datasets at once, as text: the same words as the API. */
export function DeclareYamlDialog({ migrationId, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const parsed = useMemo(() => (text.trim() === '' ? null : parseDeclaration(text)), [text]);
  const declare = useMutation(
    trpc.dataset.declare.mutationOptions({
      onSuccess: ({ planVersion, datasets }) => {
        notify('done', `${formatCounted(datasets.length, 'dataset')} saved as plan v${planVersion}`);
        onClose();
        return queries.invalidateQueries();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title="Declare datasets as text"
      description="Created or changed by name; nothing is removed."
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (parsed?.ok) declare.mutate({ migrationId, ...parsed.declaration });
        }}
      >
        <Field label="YAML or JSON">
          {(control) => (
            <Textarea
              {...control}
              rows={16}
              spellCheck={false}
              className="font-mono text-xs"
              placeholder={exampleDeclaration}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                declare.reset();
              }}
            />
          )}
        </Field>
        <div aria-live="polite" className="min-h-6 text-sm">
          {parsed?.ok && <p className="text-ink-2">{summary(parsed.declaration.datasets)}</p>}
          {parsed && !parsed.ok && <ProblemList problems={parsed.problems} />}
          {declare.error && (
            <ProblemList
              problems={
                problemsOf(declare.error).length > 0
                  ? problemsOf(declare.error).map(({ pointer, message }) => `${pointer}: ${message}`)
                  : [messageOf(declare.error)]
              }
            />
          )}
        </div>
        <div className="flex justify-end gap-2">
          <Button look="quiet" className="mr-auto" onClick={() => setText(exampleDeclaration)}>
            Start from an example
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={!parsed?.ok} busy={declare.isPending}>
            Declare
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function summary(datasets: readonly { name: string; checks: readonly unknown[] }[]): string {
  const checks = datasets.reduce((sum, dataset) => sum + dataset.checks.length, 0);
  const names = datasets.slice(0, 6).map((dataset) => dataset.name);
  const more = datasets.length > names.length ? ' …' : '';
  return `${formatCounted(datasets.length, 'dataset')}, ${formatCounted(checks, 'check')}: ${names.join(', ')}${more}`;
}
