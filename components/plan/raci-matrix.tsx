'use client';

import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import type { PlanItem } from '#core/part/plan-parts.ts';
import { type RaciRole, raciRole } from '#core/plan/raci.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { Status } from '../ui/status.tsx';
import { gapWords, raciLetters, raciWords } from './raci-labels.ts';
import type { RaciSubject } from './raci-subjects.ts';

type Props = {
  subjects: readonly RaciSubject[];
  people: readonly string[];
  rows: readonly PlanItem<'responsibilities'>[];
  /** Left out: the matrix is only shown. */
  onSet?: (subject: string, who: string, role: RaciRole | null) => void;
};

/** Subjects × teams and people. One letter in each cell; what nobody answers for is shown in the row. */
export function RaciMatrix({ subjects, people, rows, onSet }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  if (subjects.length === 0)
    return <p className="px-4 pt-1 pb-4 text-sm text-ink-2">There is nothing to be responsible for yet.</p>;
  if (people.length === 0 && !onSet)
    return (
      <p className="px-4 pt-1 pb-4 text-sm text-ink-2">
        Nobody answers for anything yet: {subjects.length} subjects have no one.
      </p>
    );
  const known = new Map(rows.map((row) => [row.name, row]));
  const move = (event: KeyboardEvent, subject: string, who: string, at: readonly [row: number, column: number]) => {
    const role = roleOfKey(event);
    if (role !== undefined) onSet?.(subject, who, role);
    const step = steps[event.key];
    if (role === undefined && step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) return;
    const place = `${at[0] + step[0]}/${at[1] + step[1]}`;
    body.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
  };
  return (
    <ScrollBox label="RACI matrix" className="mt-1">
      <table className="raci w-full border-collapse text-sm">
        <caption className="sr-only">
          Who answers for what: A accountable, D deputy, R responsible, C consulted, I informed
        </caption>
        <thead>
          <tr>
            <th scope="col" className="border-b px-4 py-2 text-left text-xs font-medium text-ink-3">
              Subject
            </th>
            {people.map((who) => (
              <th key={who} scope="col" className="border-b px-2 py-2 text-center text-xs font-medium text-ink-3">
                {who}
              </th>
            ))}
            <th scope="col" className="border-b px-4 py-2 text-left text-xs font-medium text-ink-3 max-md:hidden">
              Gap
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {subjects.map(({ id, kind, name }, row) => {
            const said = known.get(id);
            const gap = !said ? gapWords.accountable : said.deputy === null ? gapWords.deputy : null;
            return (
              <tr key={id}>
                <th scope="row" className="border-b border-hush px-4 py-1.5 text-left font-[550]">
                  <span className="text-xs font-normal text-ink-3">{kind}</span> {name}
                  {gap && (
                    <span className="block md:hidden">
                      <Status status={gap} className="text-xs" />
                    </span>
                  )}
                </th>
                {people.map((who, column) => {
                  const role = raciRole(said, who);
                  return (
                    <td key={who} className="border-b border-hush p-0.5 text-center">
                      {onSet ? (
                        <button
                          type="button"
                          data-place={`${row}/${column}`}
                          tabIndex={row === 0 && column === 0 ? 0 : -1}
                          aria-label={`${who}, ${kind} ${name}: ${role ? raciWords[role] : 'nothing'}`}
                          className="min-h-8 w-full min-w-8 rounded-control border border-transparent font-semibold hover:border-control"
                          onClick={() => onSet(id, who, next(role))}
                          onKeyDown={(event) => move(event, id, who, [row, column])}
                        >
                          {role ? raciLetters[role] : <span className="text-ink-3">·</span>}
                        </button>
                      ) : (
                        role && (
                          <abbr title={raciWords[role]} className="font-semibold no-underline">
                            {raciLetters[role]}
                          </abbr>
                        )
                      )}
                    </td>
                  );
                })}
                <td className="border-b border-hush px-4 py-1.5 max-md:hidden">{gap && <Status status={gap} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const keys: Readonly<Record<string, RaciRole | null>> = {
  a: 'accountable',
  d: 'deputy',
  r: 'responsible',
  c: 'consulted',
  i: 'informed',
  Backspace: null,
  Delete: null,
};

function roleOfKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): RaciRole | null | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return keys[key.length === 1 ? key.toLowerCase() : key];
}

const cycle = [null, 'responsible', 'accountable', 'consulted', 'informed', 'deputy'] as const;

function next(role: RaciRole | null): RaciRole | null {
  return cycle[(cycle.indexOf(role) + 1) % cycle.length] ?? null;
}
