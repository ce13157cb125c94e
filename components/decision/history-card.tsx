'use client';

import type { DecisionListItem } from '#core/decision/schema.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';
import { Tag } from '../ui/tag.tsx';
import { ConditionList } from './condition-list.tsx';
import { gateWords, stateStatus } from './labels.ts';

type Props = { slug: string; meetings: readonly DecisionListItem[] };

/** What was decided so far, the newest first: with who dissented, and which conditions are still to be met. */
export function HistoryCard({ slug, meetings }: Props) {
  return (
    <Card title="Decisions" note={`${meetings.length} so far`}>
      <ul className="mt-1.5">
        {meetings.map((meeting) => (
          <li key={meeting.id} className="grid gap-1 border-t border-hush px-4 py-2.5">
            <HistoryLine slug={slug} meeting={meeting} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function HistoryLine({ slug, meeting }: { slug: string; meeting: DecisionListItem }) {
  const { number, phase, decided, withdrawn, votes, conditions, proposal } = meeting;
  const dissent = votes.filter(({ dissents }) => dissents);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <Status status={stateStatus(meeting)} />
        <PageLink href={`/m/${slug}/decisions/${number}`} className="font-[550] underline underline-offset-2">
          G-{number} · {gateWords(phase)}
        </PageLink>
        {decided?.override && <Tag>against the verdict</Tag>}
        {decided && decided.sealedAt === null && <Tag>sealing…</Tag>}
        <span className="text-ink-3">
          {decided && (
            <>
              {decided.by}, <When at={decided.at} />
            </>
          )}
          {withdrawn && (
            <>
              {withdrawn.by}, <When at={withdrawn.at} />
            </>
          )}
        </span>
      </p>
      {decided && proposal?.reason && <p className="break-words text-ink-2">{proposal.reason}</p>}
      {dissent.map(({ userId, name, comment }) => (
        <p key={userId} className="break-words text-ink-2">
          <span className="font-semibold">{name} dissents</span>
          {comment && `: ${comment}`}
        </p>
      ))}
      <ConditionList conditions={conditions} />
    </>
  );
}
