'use client';

import { useState } from 'react';
import { type KeyView, rotateKeySchema } from '#core/key/schema.ts';
import { roleMayGrant } from '#core/permissions.ts';
import { DAY_MS } from '#core/time/units.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { scopeWords } from '#lib/labels/access.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { SelectField } from '../form/select-field.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { expiryOf, lifetimes, overlaps } from './lifetimes.ts';
import { SecretDialog } from './secret-dialog.tsx';

type Props = { migrationId: string; apiKey: KeyView; onSecret: (secret: string) => void; onClose: () => void };
const start: { overlapMs: number; days: number } = { overlapMs: DAY_MS, days: 365 };

/** A successor of the same name and rights; the old key stays good for as long as it takes to move its agents. */
export function RotateDialog({ migrationId, apiKey, onSecret, onClose }: Props) {
  const client = useTRPCClient();
  const { role } = useMigration();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useCommand({
    start,
    schema: rotateKeySchema,
    input: ({ overlapMs, days }) => ({ migrationId, keyId: apiKey.id, overlapMs, expiresAt: expiryOf(days) }),
    send: client.key.rotate.mutate,
    fieldOf: (pointer) => (pointer === '/expiresAt' ? 'days' : pointer.slice(1)),
    onDone: (made) => {
      setSecret(made.secret);
      onSecret(made.secret);
    },
  });
  if (secret !== null) {
    const note = form.values.overlapMs === 0 ? 'The old key has ended.' : 'The old key stays good for now.';
    return <SecretDialog name={apiKey.name} secret={secret} note={note} onClose={onClose} />;
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
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Rotate “${apiKey.name}”`}
      description="Makes a new key of the same name, with the same rights and datasets. Give it to every agent while the old one still works."
      submit="Rotate key"
    >
      <SelectField {...form.field('overlapMs')} label="The old key works" options={overlaps} />
      <SelectField {...form.field('days')} label="The new key expires" options={lifetimes} />
    </FormDialog>
  );
}
