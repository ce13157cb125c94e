'use client';

import type { PlanChange } from '#core/plan/diff-plan.ts';
import { formatCount, formatCounted } from '#lib/format/count.ts';
import { partWords } from './part-labels.ts';

type Change = Pick<PlanChange, 'part' | 'name' | 'kind' | 'fields'>;

const verbs = { added: 'added', changed: 'changed', removed: 'removed', moved: 'moved' } as const;

/** What would change, part by part; names on demand. */
export function TemplatePreview({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0)
    return <p className="text-sm text-ink-2">The plan has all of it already: nothing changes.</p>;
  const parts = [...Map.groupBy(changes, ({ part }) => part)];
  return (
    <section aria-label="What changes" className="grid gap-1 text-sm">
      <p className="font-[550]">{formatCounted(changes.length, 'change')}, nothing is removed</p>
      {parts.map(([part, of]) => (
        <details key={part} className="border-t py-1">
          <summary className="cursor-pointer">
            {partWords[part]}: {counts(of)}
          </summary>
          <ul className="mt-1 grid gap-0.5 pl-4 text-xs text-ink-2">
            {of.map(({ name, kind, fields }) => (
              <li key={name}>
                {name}
                {kind !== 'added' && ` (${verbs[kind]}${fields.length > 0 ? `: ${fields.join(', ')}` : ''})`}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

/** "6 added, 1 changed" */
function counts(changes: readonly Change[]): string {
  return [...Map.groupBy(changes, ({ kind }) => kind)]
    .map(([kind, of]) => `${formatCount(of.length)} ${verbs[kind]}`)
    .join(', ');
}
