'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyView } from '#core/key/schema.ts';
import { roleMayGrant } from '#core/permissions.ts';
import { DAY_MS } from '#core/time/units.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { scopeWords } from '#lib/words/access.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { LifetimeField } from './lifetime-field.tsx';
import { expiryOf, overlaps } from './lifetimes.ts';
import { SecretDialog } from './secret-dialog.tsx';

type Props = { migrationId: string; apiKey: KeyView; onSecret: (secret: string) => void; onClose: () => void };

/** A successor of the same name and rights; the old key stays good for as long as it takes to move its agents. */
export function RotateDialog({ migrationId, apiKey, onSecret, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { role } = useMigration();
  const [overlapMs, setOverlapMs] = useState<number>(DAY_MS);
  const [days, setDays] = useState<number>(365);
  const rotate = useMutation(
    trpc.key.rotate.mutationOptions({
      onSuccess: ({ secret }) => {
        onSecret(secret);
        return queries.invalidateQueries(trpc.key.pathFilter());
      },
    }),
  );
  if (rotate.data) {
    const note = overlapMs === 0 ? 'The old key has ended.' : 'The old key stays good for now.';
    return <SecretDialog name={apiKey.name} secret={rotate.data.secret} note={note} onClose={onClose} />;
  }
  const tooMuch = apiKey.scopes.filter((scope) => role === null || !roleMayGrant(role, scope));
  if (tooMuch.length > 0) {
    const rights = tooMuch.map((scope) => scopeWords[scope].may).join(', ');
    return (
      <Dialog open onOpenChange={onClose} title={`“${apiKey.name}” is not yours to rotate`}>
        <p>It gives more than your role has: {rights}. Ask the migration lead to rotate it.</p>
        <div className="mt-4 flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Rotate “${apiKey.name}”`}
      description="Makes a new key of the same name, with the same rights and datasets. Give it to every agent while the old one still works."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          rotate.mutate({ migrationId, keyId: apiKey.id, overlapMs, expiresAt: expiryOf(days) });
        }}
      >
        <Field label="The old key works">
          {(control) => (
            <Select {...control} value={overlapMs} onChange={(event) => setOverlapMs(Number(event.target.value))}>
              {overlaps.map(({ ms, word }) => (
                <option key={ms} value={ms}>
                  {word}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <LifetimeField label="The new key expires" days={days} onChange={setDays} />
        <FormError message={rotate.error ? messageOf(rotate.error) : undefined} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={rotate.isPending}>
            Rotate key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
