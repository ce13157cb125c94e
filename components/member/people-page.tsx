'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { formatCounted } from '#lib/format/count.ts';
import { roleWords } from '#lib/labels/access.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { ApproverNotice } from './approver-notice.tsx';
import type { Member } from './member.ts';
import { MemberActs } from './member-acts.tsx';
import { MemberApprovers } from './member-approvers.tsx';

const InviteDialog = dynamic(() => import('./invite-dialog.tsx').then((file) => file.InviteDialog), { ssr: false });
const VouchDialog = dynamic(() => import('./vouch-dialog.tsx').then((file) => file.VouchDialog), { ssr: false });
const MemberDialog = dynamic(() => import('./member-dialog.tsx').then((file) => file.MemberDialog), { ssr: false });

/** Who works on this migration, and as what. */
export function PeoplePage() {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const migrationId = migration.id;
  const { data: members } = useSuspenseQuery(trpc.member.list.queryOptions({ migrationId }));
  const [inviting, setInviting] = useState(false);
  const [editing, setEditing] = useState<Member | null>(null);
  const [vouching, setVouching] = useState<Member | null>(null);
  const {
    data: { user: me },
  } = useSuspenseQuery(trpc.me.get.queryOptions({}));
  const mayEdit = may('members.edit');
  const mayVouch = may('members.vouch');
  return (
    <>
      <h1 className="sr-only">People</h1>
      <ApproverNotice slug={migration.slug} />
      <Card
        title="People"
        note={formatCounted(members.length, 'member')}
        action={
          <>
            <CsvLink list="members" query={{ migrationId }} of="people" />
            {mayEdit && (
              <Button look="primary" onClick={() => setInviting(true)}>
                Invite
              </Button>
            )}
          </>
        }
      >
        <Table
          caption="People"
          className="mt-1"
          head={
            <>
              <Head>Person</Head>
              <Head>Role</Head>
              <Head>May</Head>
              <Head number>Since</Head>
              <Head>
                <span className="sr-only">Vouch or change</span>
              </Head>
            </>
          }
        >
          {members.map((member) => (
            <Row key={member.userId}>
              <RowHead>
                <span className="font-[550]">{member.name}</span>
                <span className="block text-ink-3">{member.email}</span>
                <MemberActs acts={member.acts} />
                <MemberApprovers slug={migration.slug} userId={member.userId} />
              </RowHead>
              <Cell label="Role">
                <span>
                  {roleWords[member.role].name}
                  {member.source === 'oidc' && <Tag className="ml-2">by group</Tag>}
                </span>
              </Cell>
              <Cell label="May" className="text-ink-2">
                {roleWords[member.role].may}
              </Cell>
              <Cell label="Since" number>
                <When at={member.since} />
              </Cell>
              <Cell number>
                <span className="inline-flex gap-1.5">
                  {mayVouch && member.userId !== me.id && (
                    <Button size="small" aria-label={`Vouch for ${member.name}`} onClick={() => setVouching(member)}>
                      Vouch
                    </Button>
                  )}
                  {mayEdit && (
                    <Button size="small" aria-label={`Change ${member.name}`} onClick={() => setEditing(member)}>
                      Change
                    </Button>
                  )}
                </span>
              </Cell>
            </Row>
          ))}
        </Table>
      </Card>
      {inviting && <InviteDialog migrationId={migrationId} onClose={() => setInviting(false)} />}
      {vouching && (
        <VouchDialog
          migrationId={migrationId}
          userId={vouching.userId}
          name={vouching.name}
          onClose={() => setVouching(null)}
        />
      )}
      {editing && <MemberDialog migrationId={migrationId} member={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
