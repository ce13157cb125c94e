'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { KeysCard } from '../key/keys-card.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { NoPermission } from '../ui/state-panel.tsx';
import { AgentsTable } from './agents-table.tsx';
import { QuickStart } from './quick-start.tsx';
import { RequestLog } from './request-log.tsx';

/** Who pushes results, with which keys, and what became of it. */
export function AgentsPage() {
  const { may } = useMigration();
  return may('keys.read') ? (
    <Agents />
  ) : (
    <div className="rounded-card border bg-card">
      <h1 className="sr-only">Agents and keys</h1>
      <NoPermission what="agents and keys" who="Lead, engineer and auditor" />
    </div>
  );
}

function Agents() {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const migrationId = migration.id;
  const { data } = useSuspenseQuery(trpc.agent.overview.queryOptions({ migrationId }));
  const { data: keys } = useSuspenseQuery(trpc.key.list.queryOptions({ migrationId }));
  const [secret, setSecret] = useState<string | null>(null);
  const mayEdit = may('keys.edit');
  return (
    <div className="grid gap-4">
      <h1 className="sr-only">Agents and keys</h1>
      <QuickStart
        slug={migration.slug}
        migrationId={migrationId}
        firstRunAt={data.firstRunAt}
        secret={secret}
        onSecret={setSecret}
        mayEdit={mayEdit}
      />
      <AgentsTable agents={data.agents} />
      <KeysCard migrationId={migrationId} keys={keys} mayEdit={mayEdit} onSecret={setSecret} />
      <RequestLog requests={data.requests} />
    </div>
  );
}
