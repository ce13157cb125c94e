'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { findOwnershipGaps } from '#core/plan/find-ownership-gaps.ts';
import { formatCounted } from '#lib/format/count.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { RaciMatrix } from './raci-matrix.tsx';
import { raciPeople, raciSubjects } from './raci-subjects.ts';
import { usePlan } from './use-plan.ts';

const RaciEditor = dynamic(() => import('./raci-editor.tsx').then((file) => file.RaciEditor), { ssr: false });

/** Who is responsible, accountable, consulted, informed. Exactly one is accountable, whatever is pressed. */
export function RaciCard() {
  const { plan, migration, mayEdit } = usePlan();
  const [isEditing, setIsEditing] = useState(false);
  const { document } = plan;
  const gaps = findOwnershipGaps(document);
  const open = gaps.filter(({ missing }) => missing === 'accountable').length;
  return (
    <Card
      title="Responsibilities"
      note={gapText(open, gaps.length - open)}
      action={
        !isEditing && (
          <>
            {document.responsibilities.length > 0 && (
              <CsvLink list="plan-responsibilities" query={{ slug: migration.slug }} of="responsibilities" />
            )}
            {mayEdit && (
              <Button size="small" onClick={() => setIsEditing(true)}>
                Change
              </Button>
            )}
          </>
        )
      }
    >
      {isEditing ? (
        <RaciEditor onClose={() => setIsEditing(false)} />
      ) : (
        <RaciMatrix subjects={raciSubjects(document)} people={raciPeople(document)} rows={document.responsibilities} />
      )}
    </Card>
  );
}

function gapText(accountable: number, deputy: number): string {
  if (accountable + deputy === 0) return 'everything has somebody accountable, and a deputy';
  return `${formatCounted(accountable, 'gap')} without anybody accountable, ${deputy} without a deputy`;
}
