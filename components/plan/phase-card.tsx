'use client';

import type { PlanItem } from '#core/part/plan-parts.ts';
import { criteriaOfGate } from '#core/phase/criteria-of-gate.ts';
import { Card } from '../ui/card.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Tag } from '../ui/tag.tsx';
import { usePlan } from './use-plan.ts';

type Props = { phase: PlanItem<'phases'>; status: StatusWords };

/** What a phase is for, who answers for it, what must be so before and after it, and what is judged at its gate. */
export function PhaseCard({ phase, status }: Props) {
  const { plan } = usePlan();
  const { name, goal, entry, exit } = phase;
  const { criteria, responsibilities } = plan.document;
  const owner = responsibilities.find((row) => row.name === `phase ${name}`);
  const asked = criteriaOfGate(criteria, name);
  return (
    <Card title={name} action={<Status status={status} className="text-sm" />}>
      <div className="grid gap-2.5 px-4 pt-1 pb-4 text-sm">
        {goal && <p>{goal}</p>}
        <p className="text-ink-2">
          {owner ? (
            <>
              <b className="font-[550] text-ink">{owner.accountable}</b> is accountable,{' '}
              {owner.deputy === null ? 'without a deputy' : `${owner.deputy} stands in`}
            </>
          ) : (
            'Nobody is accountable'
          )}
        </p>
        <Conditions title="Before it begins" conditions={entry} />
        <Conditions title="At its end" conditions={exit} />
        <div>
          <h3 className="text-xs text-ink-3">Asked at its gate</h3>
          {asked.length === 0 ? (
            <p>No criterion: nothing is proven there</p>
          ) : (
            <ul className="mt-1 flex flex-wrap gap-1.5">
              {asked.map(({ key }) => (
                <li key={key} className="max-w-full">
                  <Tag>{key}</Tag>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Card>
  );
}

function Conditions({ title, conditions }: { title: string; conditions: readonly string[] }) {
  if (conditions.length === 0) return null;
  return (
    <div>
      <h3 className="text-xs text-ink-3">{title}</h3>
      <ul className="list-disc pl-4">
        {conditions.map((condition) => (
          <li key={condition}>{condition}</li>
        ))}
      </ul>
    </div>
  );
}
