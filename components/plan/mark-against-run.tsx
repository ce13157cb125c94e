'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Mark } from '#core/mark/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { markWords } from './labels.ts';
import { usePlan } from './use-plan.ts';

/** What somebody said of an item against what a run found: approved by a second person, or waiting for one. */
export function MarkAgainstRun({ mark: { by, against, approval, waiting }, about }: { mark: Mark; about: string }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { migration, mayApprove } = usePlan();
  const approve = useAction(
    trpc.plan.approveMark.mutationOptions({ onSuccess: () => client.invalidateQueries(trpc.plan.pathFilter()) }),
  );
  return (
    <>
      {against && (
        <span className="basis-full text-ink-3">
          marked by {by} against {against.by}, which found {word(against.status)} <When at={against.at} />
          {approval && `; approved by ${approval.by}`}
        </span>
      )}
      {waiting && (
        <span className="flex basis-full flex-wrap items-center gap-x-3 text-ink-2">
          {waiting.by} says {word(waiting.status)}, which waits for a second person
          {mayApprove && (
            <Button
              size="small"
              aria-label={`Approve what is said of ${about}`}
              busy={approve.isPending}
              onClick={() => approve.mutate({ migrationId: migration.id, markId: waiting.id })}
            >
              Approve
            </Button>
          )}
          {approve.isError && <span role="alert">{approve.error.message}</span>}
        </span>
      )}
    </>
  );
}

const word = (status: string): string => (markWords[status]?.word ?? status).toLowerCase();
