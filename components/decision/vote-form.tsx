'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { type DecisionListItem, type Vote, votes } from '#core/decision/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notify.ts';
import { Shape } from '../ui/shape.tsx';
import { voteWords } from './labels.ts';

type Values = { vote: Vote | null; comment: string };

/** One's own vote, by one press; pressed again it changes, until it is decided. */
export function VoteForm({ meeting }: { meeting: DecisionListItem }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { migration } = useMigration();
  const {
    data: { user: me },
  } = useSuspenseQuery(trpc.me.get.queryOptions({}));
  const own = meeting.votes.find(({ userId }) => userId === me.id);
  const form = useCommand({
    start: (): Values => ({ vote: own?.vote ?? null, comment: own?.comment ?? '' }),
    input: ({ vote, comment }) =>
      vote === null
        ? { problems: { '': 'Choose your vote.' } }
        : { migrationId: migration.id, decisionId: meeting.id, vote, comment },
    send: client.decision.vote.mutate,
    onDone: () => notify('done', 'Your vote is noted'),
  });
  return (
    <fieldset className="no-print border-t border-hush pt-3">
      <legend className="sr-only">Your vote</legend>
      <Form
        form={form}
        className="gap-2"
        foot={
          <div className="flex flex-wrap gap-2">
            {votes.map((vote) => (
              <Button
                key={vote}
                aria-pressed={own?.vote === vote}
                look={own?.vote === vote ? 'primary' : 'plain'}
                busy={form.isPending}
                onClick={() => void form.submit({ vote })}
              >
                <Shape name={voteWords[vote].shape} />
                {vote === 'abstain' ? 'Abstain' : voteWords[vote].word}
              </Button>
            ))}
          </div>
        }
      >
        <TextField
          {...form.field('comment')}
          label={own ? 'Your vote, with a comment' : 'Vote, with a comment'}
          placeholder="What you want on record"
        />
      </Form>
    </fieldset>
  );
}
