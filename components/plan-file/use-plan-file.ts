'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanDocument } from '#core/plan/document.ts';
import { type PlacedProblem, placeProblems, readPlanYaml } from '#core/plan/read-plan-yaml.ts';
import { useAction } from '#lib/form/use-action.ts';
import { formatCounted } from '#lib/format/count.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { errorCodeOf, messageOf, problemsOf } from '#lib/trpc/error-code.ts';
import { notify } from '../ui/notify.ts';

/** What is known of the text: nothing, what is wrong with it, or what it would change of which version of the plan. */
type Looked =
  | { state: 'not_yet' }
  | { state: 'wrong'; problems: PlacedProblem[] }
  | { state: 'shown'; document: PlanDocument; planVersion: number; changes: PlanChanges; waiting: string[] };

type PlanFileOptions = { migrationId: string; onApplied: () => void };
type PlanChanges = Awaited<ReturnType<ReturnType<typeof useTRPCClient>['plan']['preview']['query']>>['changes'];

/**
 * The text of a parallax.yaml on its way to the plan: read, compared, applied. What is applied is what was shown: if somebody changes
 * the plan in between, nothing is, and the difference is shown anew.
 */
export function usePlanFile({ migrationId, onApplied }: PlanFileOptions) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [looked, setLooked] = useState<Looked>({ state: 'not_yet' });
  const [failure, setFailure] = useState<string | null>(null);

  const refused = (error: unknown) => {
    const problems = problemsOf(error);
    if (problems.length > 0) setLooked({ state: 'wrong', problems: placeProblems(text, problems) });
    else setFailure(messageOf(error));
  };
  const preview = useAction({
    mutationFn: (document: PlanDocument) => client.plan.preview.query({ migrationId, document }),
    onSuccess: (answer, document) => setLooked({ state: 'shown', document, ...answer }),
    onError: refused,
  });
  const replace = useAction(
    trpc.plan.replace.mutationOptions({
      onSuccess: ({ planVersion, changes }) => {
        notify('done', `${formatCounted(changes.length, 'change')} saved as plan v${planVersion}`);
        onApplied();
        return queries.invalidateQueries();
      },
      onError: (error) => {
        if (errorCodeOf(error) !== 'CONFLICT') return refused(error);
        setFailure('Somebody changed the plan meanwhile: nothing was applied. This is the difference as it is now.');
        if (looked.state === 'shown') preview.mutate(looked.document);
      },
    }),
  );
  return {
    text,
    looked,
    failure,
    isBusy: preview.isPending || replace.isPending,
    edit: (edited: string) => {
      setText(edited);
      setLooked({ state: 'not_yet' });
      setFailure(null);
    },
    show: () => {
      setFailure(null);
      const { document, problems } = readPlanYaml(text);
      if (document) preview.mutate(document);
      else setLooked({ state: 'wrong', problems });
    },
    apply: () => {
      setFailure(null);
      if (looked.state !== 'shown') return;
      replace.mutate({ migrationId, document: looked.document, basedOn: looked.planVersion });
    },
    refuse: setFailure,
  };
}
