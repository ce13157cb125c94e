'use client';

import type { RefObject } from 'react';
import { discrepancyClasses } from '#core/check/discrepancy-class.ts';
import { severities } from '#core/discrepancy/severity.ts';
import { formatCount } from '#lib/format/count.ts';
import { classWords } from '#lib/labels/discrepancy.ts';
import { type DiscrepancyUrl, discrepancyViews } from '#lib/url/discrepancy-url.ts';
import { Select } from '../ui/control.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { Segments } from '../ui/segments.tsx';
import { SearchInput } from './search-input.tsx';

type Props = {
  url: DiscrepancyUrl;
  onChange: (change: Partial<DiscrepancyUrl>) => void;
  counts: { open: number; resolved: number; archived: number } | undefined;
  datasets: readonly { id: string; name: string }[];
  /** What the list is asked with. */
  asked: Readonly<Record<string, string | undefined>>;
  search: RefObject<HTMLInputElement | null>;
};

const viewWords = { open: 'Open', resolved: 'Resolved', archived: 'Archived', all: 'All' } as const;

export function DiscrepancyFilters({ url, onChange, counts, datasets, asked, search }: Props) {
  const views = discrepancyViews.map((value) => ({
    value,
    label: value === 'all' || !counts ? viewWords[value] : `${viewWords[value]} ${formatCount(counts[value])}`,
  }));
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Segments label="View" value={url.view} options={views} onChange={(view) => onChange({ view, id: null })} />
      <span className="max-sm:ml-auto sm:order-last">
        <CsvLink list="discrepancies" query={asked} />
      </span>
      <div className="relative min-w-44 flex-1 max-sm:basis-full">
        <SearchInput ref={search} value={url.q} onSearch={(q) => onChange({ q, id: null })} />
      </div>
      <Select
        aria-label="Dataset"
        className="max-sm:min-w-24 max-sm:flex-1"
        value={url.dataset ?? ''}
        onChange={(event) => onChange({ dataset: event.target.value || null, id: null })}
      >
        <option value="">All datasets</option>
        {datasets.map((dataset) => (
          <option key={dataset.id} value={dataset.id}>
            {dataset.name}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Severity"
        className="max-sm:min-w-24 max-sm:flex-1"
        value={url.severity ?? ''}
        onChange={(event) =>
          onChange({ severity: severities.find((value) => value === event.target.value) ?? null, id: null })
        }
      >
        <option value="">Any severity</option>
        {severities.map((severity) => (
          <option key={severity}>{severity}</option>
        ))}
      </Select>
      <Select
        aria-label="Class"
        className="max-sm:min-w-24 max-sm:flex-1"
        value={url.class ?? ''}
        onChange={(event) =>
          onChange({ class: discrepancyClasses.find((value) => value === event.target.value) ?? null, id: null })
        }
      >
        <option value="">Any class</option>
        {discrepancyClasses.map((value) => (
          <option key={value} value={value}>
            {classWords[value]}
          </option>
        ))}
      </Select>
    </div>
  );
}
