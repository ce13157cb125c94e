'use client';

import { useState } from 'react';
import type { WaitingItem } from '#core/approval/schema.ts';
import type { LateEvidence } from '#core/late-evidence/late-changes.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { approversText } from '../verdict/answer-line.tsx';
import { AnswerStep } from '../verdict/answer-step.tsx';
import { LateChangesList } from './late-changes-list.tsx';

type Props = { migrationId: string; late: LateEvidence; waiting: WaitingItem };

/** Late evidence that waits: who answers for it, who can accept it, and what the reader can do. */
export function DecideLate({ waiting, ...props }: Props) {
  const { may } = useMigration();
  const { refusal, answer } = waiting;
  const isOpen = answer !== null && answer.given === null;
  return (
    <>
      {answer !== null && <AnswerStep item={waiting} />}
      {refusal !== null && !isOpen && (
        <p className="text-ink-2">
          Waits for a second person. {refusal} {approversText(waiting)}
        </p>
      )}
      {may('approve') && <DecideForm {...props} mayAccept={refusal === null} />}
    </>
  );
}

type Decision = { kind: 'accept' | 'refuse'; seen: number };
type Values = { reason: string; decision: Decision | null };
const start: Values = { reason: '', decision: null };

type FormProps = Omit<Props, 'waiting'> & { mayAccept: boolean };

/** To look at what it changes, or to refuse it, takes no other person. */
function DecideForm({ migrationId, late: { id: lateId, seen }, mayAccept }: FormProps) {
  const client = useTRPCClient();
  const [shown, setShown] = useState<Awaited<ReturnType<typeof client.evidence.previewLate.mutate>> | null>(null);
  const preview = useCommand({
    start: {},
    input: () => ({ migrationId, lateId }),
    send: client.evidence.previewLate.mutate,
    onDone: setShown,
  });
  const form = useCommand({
    start,
    input: ({ reason, decision }) =>
      decision === null ? { problems: { '': 'Choose your decision.' } } : { reason, decision },
    send: async ({ reason, decision }: { reason: string; decision: Decision }): Promise<unknown> =>
      decision.kind === 'accept'
        ? client.evidence.acceptLate.mutate({ migrationId, lateId, seen: decision.seen, comment: reason })
        : client.evidence.refuseLate.mutate({ migrationId, lateId, seen: decision.seen, reason }),
    fieldOf: (pointer) => (pointer === '/comment' ? 'reason' : pointer.slice(1)),
    onDone: () => {},
  });
  const busy = preview.isPending || form.isPending;
  return (
    <Form
      form={{ ...form, message: form.message ?? preview.message }}
      className="gap-2"
      foot={
        <div className="flex flex-wrap gap-2">
          <Button size="small" busy={busy} onClick={() => void preview.submit()}>
            Show what it changes
          </Button>
          {shown && mayAccept && (
            <Button
              size="small"
              busy={busy}
              onClick={() => void form.submit({ decision: { kind: 'accept', seen: shown.seen } })}
            >
              Accept all of it
            </Button>
          )}
          <Button
            size="small"
            look="quiet"
            busy={busy}
            disabled={form.values.reason.trim() === ''}
            onClick={() => void form.submit({ decision: { kind: 'refuse', seen } })}
          >
            Refuse
          </Button>
        </div>
      }
    >
      {shown && <LateChangesList changes={shown} />}
      <TextField {...form.field('reason')} label="Reason" />
    </Form>
  );
}
