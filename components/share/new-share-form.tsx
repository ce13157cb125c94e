'use client';

import type { SharePage } from '#core/permissions.ts';
import { sharePages } from '#core/permissions.ts';
import { createShareSchema } from '#core/share/schema.ts';
import { DAY_MS } from '#core/time/units.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { sharePageWords } from '#lib/labels/share.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { ChoicesField } from '../form/choices-field.tsx';
import { Form } from '../form/form.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';

const lifetimes = [1, 7, 30, 90].map((days) => [days, days === 1 ? 'in a day' : `in ${days} days`] as const);
const options = sharePages.map((value) => ({
  value,
  label: sharePageWords[value].name,
  hint: sharePageWords[value].shows,
}));

type Props = { migrationId: string; onMade: (made: { url: string; hasWallboard: boolean }) => void };
const start: { name: string; pages: SharePage[]; days: number } = { name: '', pages: ['go_no_go'], days: 7 };

export function NewShareForm({ migrationId, onMade }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start,
    schema: createShareSchema,
    input: ({ days, ...values }) => {
      // A minute less than the whole: the server's clock may be behind.
      const expiresAt = new Date(Date.now() + days * DAY_MS - 60_000).toISOString();
      return { migrationId, ...values, expiresAt };
    },
    send: client.share.create.mutate,
    fieldOf: (pointer) => (pointer === '/expiresAt' ? 'days' : pointer.slice(1)),
    onDone: ({ url, link }) => onMade({ url, hasWallboard: link.pages.includes('go_no_go') }),
  });
  return (
    <Form
      form={form}
      foot={
        <div className="flex justify-end">
          <Button type="submit" look="primary" busy={form.isPending}>
            Create link
          </Button>
        </div>
      }
    >
      <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
        <TextField {...form.field('name')} label="For whom" hint="Steering committee" />
        <SelectField {...form.field('days')} label="Ends" options={lifetimes} />
      </div>
      <ChoicesField {...form.field('pages')} label="It shows" options={options} />
    </Form>
  );
}
