'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type SharePage, sharePages } from '#core/permissions.ts';
import { DAY_MS } from '#core/time/units.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { sharePageWords } from '#lib/words/share.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, Input, Select } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';

const lifetimes = [1, 7, 30, 90] as const;

type Props = { migrationId: string; onMade: (made: { url: string; hasWall: boolean }) => void };

export function NewShareForm({ migrationId, onMade }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [pages, setPages] = useState<SharePage[]>(['go_no_go']);
  const [days, setDays] = useState<number>(7);
  const [tried, setTried] = useState(false);
  const create = useMutation(
    trpc.share.create.mutationOptions({
      onSuccess: ({ url, link }) => {
        onMade({ url, hasWall: link.pages.includes('go_no_go') });
        return queries.invalidateQueries(trpc.share.pathFilter());
      },
    }),
  );
  const nameMissing = name.trim() === '';
  function save() {
    setTried(true);
    if (nameMissing || pages.length === 0) return;
    // A minute less than the whole: the server's clock may be behind.
    const expiresAt = new Date(Date.now() + days * DAY_MS - 60_000).toISOString();
    create.mutate({ migrationId, name: name.trim(), pages, expiresAt });
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
        <Field
          label="For whom"
          hint="Steering committee"
          error={tried && nameMissing ? 'must not be empty' : undefined}
        >
          {(control) => (
            <Input {...control} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label="Ends">
          {(control) => (
            <Select {...control} value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {lifetimes.map((count) => (
                <option key={count} value={count}>
                  {count === 1 ? 'in a day' : `in ${count} days`}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-sm font-[550]">It shows</legend>
        {sharePages.map((page) => (
          <Checkbox
            key={page}
            label={sharePageWords[page].name}
            hint={sharePageWords[page].shows}
            checked={pages.includes(page)}
            onChange={(event) =>
              setPages(sharePages.filter((one) => (one === page ? event.target.checked : pages.includes(one))))
            }
          />
        ))}
        {tried && pages.length === 0 && <p className="text-xs font-medium text-no">choose at least one</p>}
      </fieldset>
      <FormError message={create.error ? messageOf(create.error) : undefined} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={create.isPending}>
          Create link
        </Button>
      </div>
    </form>
  );
}
