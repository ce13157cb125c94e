'use client';

import { useState } from 'react';
import { createKeySchema } from '#core/key/schema.ts';
import { roleMayGrant, type Scope, scopes } from '#core/permissions.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { scopeWords } from '#lib/labels/access.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { ChoicesField } from '../form/choices-field.tsx';
import { FormDialog } from '../form/form-dialog.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { DatasetChoice, type DatasetName } from './dataset-choice.tsx';
import { expiryOf, lifetimes } from './lifetimes.ts';
import { SecretDialog } from './secret-dialog.tsx';

type Props = {
  migrationId: string;
  datasets: readonly DatasetName[];
  /** Chosen to begin with, as far as the reader's role may give them. */
  suggested?: readonly Scope[] | undefined;
  onSecret: (secret: string) => void;
  onClose: () => void;
};
type Values = { name: string; scopes: Scope[]; datasetIds: string[] | null; days: number };

/** Creates a key and shows it, once. */
export function NewKeyDialog({ migrationId, datasets, suggested = ['ingest', 'control'], onSecret, onClose }: Props) {
  const client = useTRPCClient();
  const { role } = useMigration();
  // A key gives no more rights than its maker has.
  const offered = scopes.filter((scope) => role !== null && roleMayGrant(role, scope));
  const [made, setMade] = useState<{ key: { name: string }; secret: string } | null>(null);
  const form = useCommand({
    start: (): Values => ({
      name: '',
      scopes: offered.filter((scope) => suggested.includes(scope)),
      datasetIds: null,
      days: 365,
    }),
    schema: createKeySchema,
    input: ({ days, ...values }) => ({ migrationId, ...values, expiresAt: expiryOf(days) }),
    send: client.key.create.mutate,
    fieldOf: (pointer) => (pointer === '/expiresAt' ? 'days' : pointer.slice(1)),
    onDone: (created) => {
      setMade(created);
      onSecret(created.secret);
    },
  });
  if (made) return <SecretDialog name={made.key.name} secret={made.secret} onClose={onClose} />;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Create an API key"
      description="For one agent or one pipeline, in this migration only."
      submit="Create key"
    >
      <TextField {...form.field('name')} label="Name" hint="Where it is used: agent in data centre 2" />
      <ChoicesField
        {...form.field('scopes')}
        label="It may"
        options={offered.map((value) => ({ value, label: scopeWords[value].may }))}
      />
      <DatasetChoice {...form.field('datasetIds')} datasets={datasets} />
      <SelectField {...form.field('days')} label="Expires" options={lifetimes} />
    </FormDialog>
  );
}
