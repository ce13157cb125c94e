'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { formatCounted } from '#lib/format/count.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import type { Account } from './account.ts';

const AccountDialog = dynamic(() => import('./account-dialog.tsx').then((file) => file.AccountDialog), { ssr: false });

/** Everybody who has an account, for administrators. The one who asks stands in it, so it is never empty. */
export function AccountsPage() {
  const trpc = useTRPC();
  const { data: accounts } = useSuspenseQuery(trpc.user.list.queryOptions({}));
  const [open, setOpen] = useState<Account | null>(null);
  return (
    <>
      <h1 className="sr-only">Accounts</h1>
      <Card title="Accounts" note={formatCounted(accounts.length, 'account')}>
        <Table
          caption="Accounts"
          className="mt-1"
          head={
            <>
              <Head>Person</Head>
              <Head>Signs in by</Head>
              <Head number>Migrations</Head>
              <Head number>Sessions</Head>
              <Head number>Last seen</Head>
              <Head>
                <span className="sr-only">Open</span>
              </Head>
            </>
          }
        >
          {accounts.map((account) => (
            <Row key={account.id}>
              <RowHead>
                <span className="font-[550]">{account.name}</span>
                {account.isAdmin && <Tag className="ml-2">administrator</Tag>}
                <span className="block text-ink-3">{account.email}</span>
              </RowHead>
              <Cell label="Signs in by">{waysOf(account)}</Cell>
              <Cell label="Migrations" number>
                {account.migrations}
              </Cell>
              <Cell label="Sessions" number>
                {account.sessions}
              </Cell>
              <Cell label="Last seen" number>
                {account.lastSeenAt ? <When at={account.lastSeenAt} /> : <span className="text-ink-3">not now</span>}
              </Cell>
              <Cell number>
                <Button size="small" aria-label={`Sessions of ${account.name}`} onClick={() => setOpen(account)}>
                  Sessions
                </Button>
              </Cell>
            </Row>
          ))}
        </Table>
      </Card>
      {open && <AccountDialog account={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function waysOf({ hasPassword, isLinked }: Account): string {
  if (hasPassword && isLinked) return 'password, provider';
  if (isLinked) return 'provider';
  return hasPassword ? 'password' : 'nothing yet';
}
