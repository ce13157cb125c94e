'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { KeyView } from '#core/key/schema.ts';
import { scopeWords } from '#lib/words/access.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { NewKeyButton } from './new-key-button.tsx';

const RevokeDialog = dynamic(() => import('./revoke-dialog.tsx').then((file) => file.RevokeDialog), { ssr: false });

const stateWords = {
  active: { word: 'active', shape: 'check', tone: 'go' },
  expired: { word: 'expired', shape: 'clock', tone: 'unk' },
  revoked: { word: 'revoked', shape: 'cross', tone: 'unk' },
} as const satisfies Record<KeyView['state'], StatusWords>;

type Props = { migrationId: string; keys: KeyView[]; mayEdit: boolean; onSecret: (secret: string) => void };

export function KeysCard({ migrationId, keys, mayEdit, onSecret }: Props) {
  const [revoking, setRevoking] = useState<KeyView | null>(null);
  return (
    <Card title="API keys" action={mayEdit && <NewKeyButton migrationId={migrationId} onSecret={onSecret} />}>
      {keys.length === 0 ? (
        <StatePanel title="No key yet">A key lets one agent or one pipeline in, for this migration only.</StatePanel>
      ) : (
        <Table
          caption="API keys"
          className="mt-1"
          head={
            <>
              <Head>Key</Head>
              <Head>State</Head>
              <Head>May</Head>
              <Head number>Last used</Head>
              <Head number>Expires</Head>
              {mayEdit && (
                <Head>
                  <span className="sr-only">Revoke</span>
                </Head>
              )}
            </>
          }
        >
          {keys.map((key) => (
            <Row key={key.id}>
              <RowHead>
                <span className="font-[550]">{key.name}</span>
                <span className="block text-ink-3">
                  <code className="font-mono text-xs">{key.prefix}…</code> by {key.createdBy},{' '}
                  <When at={key.createdAt} />
                </span>
              </RowHead>
              <Cell label="State">
                <Status status={stateWords[key.state]} />
              </Cell>
              <Cell label="May">
                <span className="inline-flex flex-wrap gap-1">
                  {key.scopes.map((scope) => (
                    <Tag key={scope}>{scopeWords[scope].name.toLowerCase()}</Tag>
                  ))}
                  {key.datasetIds && <Tag>{key.datasetIds.length} datasets</Tag>}
                </span>
              </Cell>
              <Cell label="Last used" number>
                {key.lastUsedAt ? <When at={key.lastUsedAt} /> : <span className="text-ink-3">never</span>}
              </Cell>
              <Cell label="Expires" number>
                {key.expiresAt ? <When at={key.expiresAt} /> : <span className="text-ink-3">never</span>}
              </Cell>
              {mayEdit && (
                <Cell number>
                  {key.state === 'active' && (
                    <Button
                      size="small"
                      look="danger"
                      aria-label={`Revoke ${key.name}`}
                      onClick={() => setRevoking(key)}
                    >
                      Revoke
                    </Button>
                  )}
                </Cell>
              )}
            </Row>
          ))}
        </Table>
      )}
      {revoking && <RevokeDialog migrationId={migrationId} apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Card>
  );
}
