'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import type { TemplateName } from '#core/templates/names.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { formatCounted } from '#lib/format/count.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { CheckField } from '../form/check-field.tsx';
import { FormDialog } from '../form/form-dialog.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { TemplateFields } from './template-fields.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { today } from './today.ts';

type Props = { migrationId: string; onClose: () => void };
type Values = { template: TemplateName | null; startOn: string; replaces: boolean };

/** Adds a template to the plan, after showing what would change. */
export function ApplyTemplateDialog({ migrationId, onClose }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const askedBy = ({ template, startOn, replaces }: Values) =>
    template === null || startOn === ''
      ? null
      : { migrationId, template, startOn, sameName: replaces ? ('replace' as const) : ('keep' as const) };
  const form = useCommand({
    start: (): Values => ({ template: null, startOn: today(), replaces: false }),
    input: (values) => askedBy(values) ?? { problems: { startOn: 'must be a date' } },
    send: client.plan.applyTemplate.mutate,
    onDone: ({ planVersion, changes }) => {
      notify('done', `${formatCounted(changes.length, 'change')} saved as plan v${planVersion}`);
      onClose();
    },
  });
  const asked = askedBy(form.values);
  const preview = useQuery(trpc.plan.previewTemplate.queryOptions(asked ?? skipToken));
  const problems = preview.data?.problems ?? [];
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      width="wide"
      title="Plan from a template"
      description="What the plan does not have yet is added. Nothing is removed."
      submit="Add to the plan"
      disabled={!preview.data || preview.data.changes.length === 0 || problems.length > 0}
    >
      <TemplateFields template={form.field('template')} startOn={form.field('startOn')} />
      {form.values.template !== null && (
        <CheckField
          {...form.field('replaces')}
          label="Replace what has the same name"
          hint="Otherwise it stays as it is. Replacing moves dates, and undoes what was edited"
        />
      )}
      <div aria-live="polite">
        {preview.data && <TemplatePreview changes={preview.data.changes} />}
        {asked && preview.isPending && <p className="text-sm text-ink-2">Comparing with the plan …</p>}
      </div>
      <FormError
        message={
          preview.error ? messageOf(preview.error) : problems.map(({ message }) => message).join('; ') || undefined
        }
      />
    </FormDialog>
  );
}
