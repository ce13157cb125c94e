'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { roleMayGrant, type Scope, scopes } from '#core/permissions.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { DatasetChoice, type DatasetName } from './dataset-choice.tsx';
import { LifetimeField } from './lifetime-field.tsx';
import { expiryOf } from './lifetimes.ts';
import { ScopeChoice } from './scope-choice.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type Props = {
  migrationId: string;
  datasets: readonly DatasetName[];
  /** Chosen to begin with, as far as the reader's role may give them. */
  suggested?: readonly Scope[] | undefined;
  onSecret: (secret: string) => void;
  onClose: () => void;
};

/** Creates a key and shows it, once. */
export function NewKeyDialog({ migrationId, datasets, suggested = ['ingest', 'control'], onSecret, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { role } = useMigration();
  // A key gives no more rights than its maker has.
  const offered = scopes.filter((scope) => role !== null && roleMayGrant(role, scope));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Scope[]>(offered.filter((scope) => suggested.includes(scope)));
  const [datasetIds, setDatasetIds] = useState<string[] | null>(null);
  const [days, setDays] = useState<number>(365);
  const [tried, setTried] = useState(false);
  const create = useMutation(
    trpc.key.create.mutationOptions({
      onSuccess: ({ secret }) => {
        onSecret(secret);
        return queries.invalidateQueries(trpc.key.pathFilter());
      },
    }),
  );
  if (create.data) return <SecretDialog name={create.data.key.name} secret={create.data.secret} onClose={onClose} />;
  const nameMissing = name.trim() === '';
  const noDataset = datasetIds?.length === 0;
  function save() {
    setTried(true);
    if (nameMissing || chosen.length === 0 || noDataset) return;
    create.mutate({ migrationId, name: name.trim(), scopes: chosen, datasetIds, expiresAt: expiryOf(days) });
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Create an API key"
      description="For one agent or one pipeline, in this migration only."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label="Name"
          hint="Where it is used: agent in data centre 2"
          error={tried && nameMissing ? 'must not be empty' : undefined}
        >
          {(control) => (
            <Input {...control} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <ScopeChoice
          offered={offered}
          chosen={chosen}
          onChange={setChosen}
          error={tried && chosen.length === 0 ? 'choose at least one' : undefined}
        />
        <DatasetChoice
          datasets={datasets}
          chosen={datasetIds}
          onChange={setDatasetIds}
          error={tried && noDataset ? 'choose at least one' : undefined}
        />
        <LifetimeField label="Expires" days={days} onChange={setDays} />
        <FormError message={create.error ? messageOf(create.error) : undefined} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Create key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
