'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { KeyView } from '#core/key/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Card } from '../ui/card.tsx';
import { notify } from '../ui/notify.ts';
import { StatePanel } from '../ui/state-panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import type { DatasetName } from './dataset-choice.tsx';
import { ExpiryNotice } from './expiry-notice.tsx';
import { KeyRow } from './key-row.tsx';
import { NewKeyButton } from './new-key-button.tsx';

const RevokeDialog = dynamic(() => import('./revoke-dialog.tsx').then((file) => file.RevokeDialog), { ssr: false });
const RotateDialog = dynamic(() => import('./rotate-dialog.tsx').then((file) => file.RotateDialog), { ssr: false });

type Props = {
  migrationId: string;
  keys: KeyView[];
  datasets: readonly DatasetName[];
  mayEdit: boolean;
  onSecret: (secret: string) => void;
};

export function KeysCard({ migrationId, keys, datasets, mayEdit, onSecret }: Props) {
  const [open, setOpen] = useState<{ dialog: 'rotate' | 'revoke'; key: KeyView } | null>(null);
  const close = () => setOpen(null);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const adopt = useAction(
    trpc.key.adopt.mutationOptions({
      onSuccess: ({ name }) => {
        notify('done', `You stand behind “${name}” now`);
        return queries.invalidateQueries(trpc.key.pathFilter());
      },
      onError: (error) => notify('failed', messageOf(error)),
    }),
  );
  const byId = new Map(keys.map((key) => [key.id, key]));
  const predecessorOf = new Map(keys.map((key) => [key.replacedById, key]));
  const datasetNames = new Map(datasets.map(({ id, name }) => [id, name]));
  return (
    <Card
      title="API keys"
      action={mayEdit && <NewKeyButton migrationId={migrationId} datasets={datasets} onSecret={onSecret} />}
    >
      <ExpiryNotice keys={keys} />
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
                  <span className="sr-only">Adopt, rotate or revoke</span>
                </Head>
              )}
            </>
          }
        >
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              successor={byId.get(key.replacedById ?? '')}
              predecessor={predecessorOf.get(key.id)}
              datasetNames={datasetNames}
              mayEdit={mayEdit}
              onAdopt={() => adopt.mutate({ migrationId, keyId: key.id })}
              onRotate={() => setOpen({ dialog: 'rotate', key })}
              onRevoke={() => setOpen({ dialog: 'revoke', key })}
            />
          ))}
        </Table>
      )}
      {open?.dialog === 'rotate' && (
        <RotateDialog migrationId={migrationId} apiKey={open.key} onSecret={onSecret} onClose={close} />
      )}
      {open?.dialog === 'revoke' && <RevokeDialog migrationId={migrationId} apiKey={open.key} onClose={close} />}
    </Card>
  );
}
