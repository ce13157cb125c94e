'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Mark } from '#core/mark/schema.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { markWord } from './labels.ts';
import { usePlan } from './use-plan.ts';

const ApproveMarkDialog = dynamic(() => import('./approve-mark-dialog.tsx').then((file) => file.ApproveMarkDialog), {
  ssr: false,
});

/** What somebody said of an item against what a run found: approved by a second person, or waiting for one. */
export function MarkAgainstRun({ mark, about }: { mark: Mark; about: string }) {
  const { migration, mayApprove } = usePlan();
  const { by, against, approval, waiting } = mark;
  // As it stood when the reader asked for it: runs and marks may come while they read.
  const [looked, setLooked] = useState<Mark | null>(null);
  return (
    <>
      {against && (
        <span className="basis-full text-ink-3">
          marked by {by} against {against.by}, which found {markWord(against.status)} <When at={against.at} />
          {approval && `; approved by ${approval.by}`}
        </span>
      )}
      {waiting && (
        <span className="flex basis-full flex-wrap items-center gap-x-3 text-ink-2">
          <span>
            {waiting.by} says {markWord(waiting.status)}, which{' '}
            <PageLink href={`/m/${migration.slug}#waiting`} className="underline underline-offset-2">
              waits for a second person
            </PageLink>
          </span>
          {mayApprove && (
            <Button size="small" aria-label={`Approve what is said of ${about}`} onClick={() => setLooked(mark)}>
              Approve
            </Button>
          )}
        </span>
      )}
      {looked && (
        <ApproveMarkDialog
          mark={looked}
          about={about}
          changed={wordsOf(looked) !== wordsOf(mark)}
          onClose={() => setLooked(null)}
        />
      )}
    </>
  );
}

const wordsOf = ({ by, status, at, against, waiting }: Mark) => JSON.stringify([by, status, at, against, waiting]);
