'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { criteriaUrl } from '#lib/url/criteria-url.ts';
import { useUrlState } from '#lib/url/use-url-state.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Segments } from '../ui/segments.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { StreakCard } from '../verdict/streak-card.tsx';
import { ChangesCard } from './changes-card.tsx';
import { CriteriaGroup, type Criterion } from './criteria-group.tsx';
import { groupsOf } from './groups.ts';
import { WaiversCard } from './waivers-card.tsx';

const CriterionDialog = dynamic(() => import('./criterion-dialog.tsx').then((file) => file.CriterionDialog));
const WaiverDialog = dynamic(() => import('./waiver-dialog.tsx').then((file) => file.WaiverDialog));

const views = [
  { value: 'gate', label: 'By gate' },
  { value: 'outcome', label: 'By outcome' },
] as const;

type Open = { dialog: 'edit' | 'waive'; criterion: Criterion } | { dialog: 'new' } | null;

/** What has to hold before the migration may go on: what is asked, what is measured, who changed it, and what need not hold for a while. */
export function CriteriaPage() {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const migrationId = migration.id;
  const { data } = useSuspenseQuery(trpc.criterion.overview.queryOptions({ migrationId }));
  const [{ by }, setUrl] = useUrlState(criteriaUrl);
  const [open, setOpen] = useState<Open>(null);
  const mayEdit = may('criteria.edit');
  const close = () => setOpen(null);
  return (
    <div className="grid gap-4">
      <h1 className="sr-only">Criteria</h1>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segments label="Grouped" value={by} options={views} onChange={(next) => setUrl({ by: next })} />
        {mayEdit && <Button onClick={() => setOpen({ dialog: 'new' })}>Add a criterion</Button>}
      </div>
      {data.criteria.length === 0 ? (
        <div className="rounded-card border bg-card">
          <StatePanel title="No criterion is set">
            {mayEdit
              ? 'Without a criterion that has to be met nothing can be proven, and the verdict stays no-go. Add the first one above.'
              : 'Without a criterion the verdict stays no-go. The migration lead sets them.'}
          </StatePanel>
        </div>
      ) : (
        groupsOf(data, by).map(({ title, note, criteria }) => (
          <CriteriaGroup
            key={title}
            slug={migration.slug}
            title={title}
            note={note}
            criteria={criteria}
            onEdit={mayEdit ? (criterion) => setOpen({ dialog: 'edit', criterion }) : null}
            onWaive={mayEdit ? (criterion) => setOpen({ dialog: 'waive', criterion }) : null}
          />
        ))
      )}
      {data.criteria.map(({ id, streak }) => streak && <StreakCard key={id} streak={streak} />)}
      <WaiversCard migrationId={migrationId} />
      <ChangesCard migrationId={migrationId} />
      {open?.dialog === 'waive' && (
        <WaiverDialog migrationId={migrationId} criterion={open.criterion} onClose={close} />
      )}
      {(open?.dialog === 'edit' || open?.dialog === 'new') && (
        <CriterionDialog
          migrationId={migrationId}
          criterion={open.dialog === 'edit' ? open.criterion : null}
          choices={data}
          onClose={close}
        />
      )}
    </div>
  );
}
