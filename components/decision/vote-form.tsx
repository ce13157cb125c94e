'use client';

import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type DecisionListItem, votes } from '#core/decision/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { Shape } from '../ui/shape.tsx';
import { useMeetingOptions } from './use-meeting-options.ts';
import { voteWords } from './words.ts';

/** One's own vote, by one press; pressed again it changes, until it is decided. */
export function VoteForm({ meeting }: { meeting: DecisionListItem }) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const {
    data: { user: me },
  } = useSuspenseQuery(trpc.me.get.queryOptions({}));
  const own = meeting.votes.find(({ userId }) => userId === me.id);
  const [comment, setComment] = useState(own?.comment ?? '');
  const cast = useMutation(trpc.decision.vote.mutationOptions(useMeetingOptions('Your vote is noted')));
  return (
    <fieldset className="no-print grid gap-2 border-t border-hush pt-3">
      <legend className="sr-only">Your vote</legend>
      <Field label={own ? 'Your vote, with a comment' : 'Vote, with a comment'}>
        {(control) => (
          <Input
            {...control}
            maxLength={2_000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
            placeholder="What you want to have said"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        {votes.map((vote) => (
          <Button
            key={vote}
            aria-pressed={own?.vote === vote}
            look={own?.vote === vote ? 'primary' : 'plain'}
            busy={cast.isPending}
            onClick={() => cast.mutate({ migrationId: migration.id, decisionId: meeting.id, vote, comment })}
          >
            <Shape name={voteWords[vote].shape} />
            {vote === 'abstain' ? 'Abstain' : voteWords[vote].word}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
