'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { marksOf } from '#core/mark/marks-of.ts';
import { standingOf } from '#core/mark/progress.ts';
import type { PlanPart } from '#core/part/plan-parts.ts';
import { useNow } from '../time/now.tsx';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { EvidenceLink } from './evidence-link.tsx';
import { markWords, standingWords } from './labels.ts';
import { MarkAgainstRun } from './mark-against-run.tsx';
import { usePlan } from './use-plan.ts';

const MarkDialog = dynamic(() => import('./mark-dialog.tsx').then((file) => file.MarkDialog), { ssr: false });
const HistoryDialog = dynamic(() => import('./history-dialog.tsx').then((file) => file.HistoryDialog), { ssr: false });

type Props = {
  part: PlanPart;
  name: string;
  /** Of a cohort: about whom of it. */
  member?: string | null;
  /** After so many days the mark proves nothing any more. */
  validDays?: number | null;
  /** Instead of what the mark says. */
  status?: StatusWords;
  /** What the button proposes; left out: the reader chooses. */
  propose?: { status: string; word: string };
  /** The reader may not mark this one. */
  locked?: boolean;
};

/** What became of an item: how it stands, who stated it and when, its proof, its history, and a way to say something new. */
export function MarkCell({ part, name, member = null, validDays = null, status, propose, locked }: Props) {
  const { plan, mayMark, mayApprove } = usePlan();
  const may = part === 'calendar' ? mayApprove : mayMark;
  const nowMs = useNow();
  const [open, setOpen] = useState<'mark' | 'history' | null>(null);
  const mark = marksOf(part, plan.marks)(name, member);
  const about = member ?? name;
  const close = () => setOpen(null);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Status status={status ?? statusOf(mark, nowMs, validDays)} />
      {mark && (
        <>
          <span className="text-ink-3">
            {mark.by}, <When at={mark.at} />
          </span>
          {mark.evidence && <EvidenceLink evidence={mark.evidence} />}
          <MarkAgainstRun mark={mark} about={about} />
        </>
      )}
      <span className="ml-auto flex gap-1.5">
        {mark && (
          <Button size="small" look="quiet" aria-label={`History of ${about}`} onClick={() => setOpen('history')}>
            History
          </Button>
        )}
        {may && !locked && (
          <Button size="small" aria-label={`${propose?.word ?? 'Mark'} ${about}`} onClick={() => setOpen('mark')}>
            {propose?.word ?? 'Mark'}
          </Button>
        )}
      </span>
      {open === 'mark' && (
        <MarkDialog part={part} name={name} member={member} status={propose?.status ?? null} onClose={close} />
      )}
      {open === 'history' && <HistoryDialog part={part} name={name} member={member} onClose={close} />}
    </span>
  );
}

function statusOf(mark: Parameters<typeof standingOf>[0], nowMs: number, validDays: number | null): StatusWords {
  if (mark === null) return standingWords.open;
  if (standingOf(mark, nowMs, validDays) === 'outdated') return standingWords.outdated;
  return markWords[mark.status] ?? standingWords.open;
}
