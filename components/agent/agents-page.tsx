'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { agentsUrl } from '#lib/url/agents-url.ts';
import { useUrlState } from '#lib/url/use-url-state.ts';
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
  const { id: migrationId, slug } = migration;
  const { data } = useSuspenseQuery(trpc.agent.overview.queryOptions({ migrationId }));
  const { data: keys } = useSuspenseQuery(trpc.key.list.queryOptions({ migrationId }));
  const [secret, setSecret] = useState<string | null>(null);
  const [url, setUrl] = useUrlState(agentsUrl);
  const mayEdit = may('keys.edit');
  const showRefused = (key: string) => {
    setUrl({ key, answer: 'refused', call: null, run: null, since: 'all' }, { push: true });
    document.getElementById('requests')?.scrollIntoView();
  };
  return (
    <div className="grid gap-4">
      <h1 className="sr-only">Agents and keys</h1>
      <QuickStart
        slug={slug}
        migrationId={migrationId}
        overview={data}
        keys={keys}
        secret={secret}
        onSecret={setSecret}
        mayEdit={mayEdit}
      />
      <AgentsTable slug={slug} agents={data.agents} onWhyRefused={showRefused} />
      <KeysCard
        migrationId={migrationId}
        keys={keys}
        datasets={data.plan.datasets}
        mayEdit={mayEdit}
        onSecret={setSecret}
      />
      <div id="requests" className="scroll-mt-16">
        <RequestLog slug={slug} migrationId={migrationId} keys={keys} url={url} onChange={setUrl} />
      </div>
    </div>
  );
}
