'use client';

import { useMemo } from 'react';
import { useCommand } from '#lib/form/use-command.ts';
import { formatCounted } from '#lib/format/count.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notify.ts';
import { exampleDeclaration } from './example-declaration.ts';
import { parseDeclaration } from './parse-declaration.ts';
import { ProblemList } from './problem-list.tsx';

type Props = { migrationId: string; onClose: () => void };

/** Many datasets at once, as text: the same words as the API. */
export function DeclareYamlDialog({ migrationId, onClose }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start: { text: '' },
    input: ({ text }) => {
      const read = parseDeclaration(text);
      return read.ok ? { migrationId, ...read.declaration } : { problems: { text: 'must be corrected first' } };
    },
    send: client.dataset.declare.mutate,
    onDone: ({ planVersion, datasets }) => {
      notify('done', `${formatCounted(datasets.length, 'dataset')} saved as plan v${planVersion}`);
      onClose();
    },
  });
  const { text } = form.values;
  const parsed = useMemo(() => (text.trim() === '' ? null : parseDeclaration(text)), [text]);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      width="wide"
      title="Declare datasets as text"
      description="Created or changed by name; nothing is removed."
      submit="Declare"
      disabled={!parsed?.ok}
      aside={
        <Button look="quiet" onClick={() => form.set({ text: exampleDeclaration })}>
          Start from an example
        </Button>
      }
    >
      <TextField
        {...form.field('text')}
        label="YAML or JSON"
        rows={16}
        spellCheck={false}
        placeholder={exampleDeclaration}
        mono
      />
      <div aria-live="polite" className="min-h-6 text-sm">
        {parsed?.ok && <p className="text-ink-2">{summary(parsed.declaration.datasets)}</p>}
        {parsed && !parsed.ok && <ProblemList problems={parsed.problems} />}
      </div>
    </FormDialog>
  );
}

function summary(datasets: readonly { name: string; checks: readonly unknown[] }[]): string {
  const checks = datasets.reduce((sum, dataset) => sum + dataset.checks.length, 0);
  const names = datasets.slice(0, 6).map((dataset) => dataset.name);
  const more = datasets.length > names.length ? ' …' : '';
  return `${formatCounted(datasets.length, 'dataset')}, ${formatCounted(checks, 'check')}: ${names.join(', ')}${more}`;
}
