'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DiscrepancyListItem } from '#core/discrepancy/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useTriageOptions } from './use-triage.ts';

type Props = { migrationId: string; item: DiscrepancyListItem; onClose: () => void };

/** Archiving hides a group from the inbox; it changes no number, and the reason stays in the audit trail. */
export function ArchiveDialog({ migrationId, item, onClose }: Props) {
  const trpc = useTRPC();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const archive = useMutation(
    trpc.discrepancy.archive.mutationOptions(useTriageOptions(`D-${item.number} is archived`, onClose)),
  );
  const missing = reason.trim() === '';
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Archive D-${item.number}`}
      description="It leaves the inbox. Its rows still count: the criteria do not change."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!missing) archive.mutate({ migrationId, id: item.id, reason: reason.trim() });
        }}
      >
        <Field
          label="Reason"
          hint="Kept in the audit trail, with your name"
          error={tried && missing ? 'must not be empty' : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={2_000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={archive.isPending}>
            Archive
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
