'use client';

import type { KeyView } from '#core/key/schema.ts';
import { callsOfKeys } from '#lib/labels/calls.ts';
import { type AgentsUrl, outcomes } from '#lib/url/agents-url.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/control.tsx';
import { Segments } from '../ui/segments.tsx';

type Props = { keys: readonly KeyView[]; url: AgentsUrl; onChange: (change: Partial<AgentsUrl>) => void };

const answers = [
  { value: 'all', label: 'All' },
  { value: 'taken', label: 'Taken' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
] as const;
const times = [
  { value: 'all', word: 'Any time' },
  { value: 'hour', word: 'Last hour' },
  { value: 'day', word: 'Last 24 hours' },
  { value: 'week', word: 'Last 7 days' },
] as const;

export function RequestFilters({ keys, url, onChange }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-2">
      <Segments
        label="Answer"
        value={url.answer ?? 'all'}
        options={answers}
        onChange={(value) => onChange({ answer: outcomes.find((outcome) => outcome === value) ?? null })}
      />
      <Select
        aria-label="Key"
        className="max-sm:min-w-24 max-sm:flex-1"
        value={url.key ?? ''}
        onChange={(event) => onChange({ key: event.target.value || null })}
      >
        <option value="">All keys</option>
        {keys.map((key) => (
          <option key={key.id} value={key.id}>
            {key.name} ({key.prefix}…)
          </option>
        ))}
      </Select>
      <Select
        aria-label="Call"
        className="max-sm:min-w-24 max-sm:flex-1"
        value={url.call ?? ''}
        onChange={(event) => onChange({ call: event.target.value || null })}
      >
        <option value="">All calls</option>
        {callsOfKeys.map((call) => (
          <option key={call}>{call}</option>
        ))}
      </Select>
      <Select
        aria-label="Time"
        className="max-sm:min-w-24 max-sm:flex-1"
        value={url.since}
        onChange={(event) =>
          onChange({ since: times.find(({ value }) => value === event.target.value)?.value ?? 'all' })
        }
      >
        {times.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
      {url.run && <Button onClick={() => onChange({ run: null })}>One run only: show all</Button>}
    </div>
  );
}
