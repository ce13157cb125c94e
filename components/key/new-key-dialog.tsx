'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { roleMayGrant, type Scope, scopes } from '#core/permissions.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { scopeWords } from '#lib/words/access.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Checkbox, Input, Select } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';

type Props = { migrationId: string; onSecret: (secret: string) => void; onClose: () => void };

const DAY_MS = 86_400_000;
const lifetimes = [
  { days: 90, word: 'in 90 days' },
  { days: 365, word: 'in a year' },
  { days: 0, word: 'never' },
] as const;

/** Creates a key and shows it, once. */
export function NewKeyDialog({ migrationId, onSecret, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { role } = useMigration();
  // A key gives no more rights than its maker has.
  const offered = scopes.filter((scope) => role !== null && roleMayGrant(role, scope));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Scope[]>(['ingest', 'control']);
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
  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={`Key “${create.data.key.name}”`}
        description="Shown once. Whoever has it may use it."
      >
        <CodeBlock label="The new API key" text={create.data.secret} />
        <div className="mt-4 flex justify-end">
          <Button look="primary" onClick={onClose}>
            I have kept it
          </Button>
        </div>
      </Dialog>
    );
  }
  const nameMissing = name.trim() === '';
  function save() {
    setTried(true);
    if (nameMissing || chosen.length === 0) return;
    const expiresAt = days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString();
    create.mutate({ migrationId, name: name.trim(), scopes: chosen, datasetIds: null, expiresAt });
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
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-sm font-[550]">It may</legend>
          {offered.map((scope) => (
            <Checkbox
              key={scope}
              label={scopeWords[scope].may}
              checked={chosen.includes(scope)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope))
              }
            />
          ))}
          {tried && chosen.length === 0 && <p className="text-xs font-medium text-no">choose at least one</p>}
        </fieldset>
        <Field label="Expires">
          {(control) => (
            <Select {...control} value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {lifetimes.map((lifetime) => (
                <option key={lifetime.days} value={lifetime.days}>
                  {lifetime.word}
                </option>
              ))}
            </Select>
          )}
        </Field>
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
