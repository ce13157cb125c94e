'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DAY_MS } from '#core/time/units.ts';
import { MOST_WAIVER_DAYS } from '#core/waiver/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Input, Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import type { Criterion } from './criteria-group.tsx';

type Props = { migrationId: string; criterion: Criterion; onClose: () => void };

/** Asks that a criterion need not be met for a while. */
export function WaiverDialog({ migrationId, criterion, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form, setForm] = useState({ reason: '', days: '14' });
  const [tried, setTried] = useState(false);
  const request = useMutation(
    trpc.waiver.request.mutationOptions({
      onSuccess: () => {
        notify('done', 'Asked for: a second person has to approve it');
        onClose();
        return queries.invalidateQueries();
      },
    }),
  );
  const days = /^\d{1,2}$/.test(form.days.trim()) ? Number(form.days) : 0;
  const daysWrong = days < 1 || days > MOST_WAIVER_DAYS;
  const reason = form.reason.trim();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Waive ${criterion.name.toLowerCase()}`}
      description="While a waiver holds the verdict is at best a conditional go. It ends by itself."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (daysWrong || reason === '') return;
          const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
          request.mutate({ migrationId, criterionId: criterion.id, reason, expiresAt });
        }}
      >
        <Field
          label="Why it need not be met"
          hint="Shown with the criterion, with your name"
          {...(tried && reason === '' ? { error: 'must not be empty' } : {})}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={2_000}
              value={form.reason}
              onChange={(event) => setForm({ ...form, reason: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Days"
          hint={`From now on, ${MOST_WAIVER_DAYS} at most`}
          {...(tried && daysWrong ? { error: `must be between 1 and ${MOST_WAIVER_DAYS}` } : {})}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={form.days}
              onChange={(event) => setForm({ ...form, days: event.target.value })}
            />
          )}
        </Field>
        <FormError message={request.error ? messageOf(request.error) : undefined} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={request.isPending}>
            Ask for it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
