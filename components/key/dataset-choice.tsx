'use client';

import type { FormField } from '#lib/form/use-command.ts';
import { ChoicesField } from '../form/choices-field.tsx';
import { Segments } from '../ui/segments.tsx';

export type DatasetName = { id: string; name: string };
/** Null: all datasets, those to come included. */
type Props = FormField<string[] | null> & { datasets: readonly DatasetName[] };

/** Which datasets a key may bring evidence for. */
export function DatasetChoice({ datasets, value, onChange, ...field }: Props) {
  if (datasets.length === 0) return null;
  return (
    <div className="grid gap-2">
      <p className="text-sm font-[550]">For</p>
      <Segments
        label="Datasets"
        value={value === null ? 'all' : 'some'}
        options={[
          { value: 'all', label: 'All datasets, later ones too' },
          { value: 'some', label: 'Only some' },
        ]}
        onChange={(which) => onChange(which === 'all' ? null : [])}
      />
      {value !== null && (
        <ChoicesField
          {...field}
          label="Only for these"
          boxes="grid max-h-48 gap-2 overflow-y-auto rounded-control border px-3 py-2.5"
          value={value}
          options={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={onChange}
        />
      )}
    </div>
  );
}
