'use client';

import { Checkbox } from '../ui/control.tsx';
import { Segments } from '../ui/segments.tsx';

export type DatasetName = { id: string; name: string };
type Props = {
  datasets: readonly DatasetName[];
  /** Null: all, those to come included. */
  chosen: readonly string[] | null;
  onChange: (chosen: string[] | null) => void;
  error: string | undefined;
};

/** Which datasets a key may bring evidence for. */
export function DatasetChoice({ datasets, chosen, onChange, error }: Props) {
  if (datasets.length === 0) return null;
  return (
    <div className="grid gap-2">
      <p className="text-sm font-[550]">For</p>
      <Segments
        label="Datasets"
        value={chosen === null ? 'all' : 'some'}
        options={[
          { value: 'all', label: 'All datasets, later ones too' },
          { value: 'some', label: 'Only some' },
        ]}
        onChange={(which) => onChange(which === 'all' ? null : [])}
      />
      {chosen !== null && (
        <div className="grid max-h-48 gap-2 overflow-y-auto rounded-control border px-3 py-2.5">
          {datasets.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
          ))}
        </div>
      )}
      {error && <p className="text-xs font-medium text-no">{error}</p>}
    </div>
  );
}
