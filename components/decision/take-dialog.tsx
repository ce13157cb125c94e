'use client';

import type { DecisionListItem } from '#core/decision/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { outcomeWords } from './labels.ts';
import { ProposalView } from './proposal-view.tsx';
import { useMeetingOptions } from './use-meeting-options.ts';

type Props = {
  /** As it was when the reader opened it. */
  meeting: DecisionListItem;
  isOverride: boolean;
  changed: boolean;
  onClose: () => void;
};

/** The last look of who holds the meeting at what is proposed. What is decided stands. */
export function TakeDialog({ meeting, isOverride, changed, onClose }: Props) {
  const client = useTRPCClient();
  const { migration } = useMigration();
  const { proposal } = meeting;
  const { onSuccess } = useMeetingOptions(`G-${meeting.number} is decided`, onClose);
  const form = useCommand({
    start: {},
    input: () =>
      proposal
        ? { migrationId: migration.id, decisionId: meeting.id, proposedAt: proposal.at }
        : { problems: { '': 'Nothing is proposed.' } },
    send: client.decision.take.mutate,
    onDone: onSuccess,
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      changed={changed}
      width="wide"
      title={`Decide G-${meeting.number}: ${proposal ? outcomeWords[proposal.outcome].word : ''}?`}
      description="It is sealed and never changed. Your name stands in it."
      submit="Decide"
      {...(isOverride && { look: 'danger' })}
    >
      <ProposalView meeting={meeting} isOverride={isOverride} />
    </FormDialog>
  );
}
