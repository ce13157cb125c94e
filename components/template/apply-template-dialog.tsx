'use client';

import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateName } from '#core/templates/names.ts';
import { formatCounted } from '#lib/format/count.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { TemplateFields } from './template-fields.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { today } from './today.ts';

type Props = { migrationId: string; onClose: () => void };

/** Adds a template to the plan, after showing what would change. */
export function ApplyTemplateDialog({ migrationId, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [choice, setChoice] = useState<{ template: TemplateName | null; startOn: string }>(() => ({
    template: null,
    startOn: today(),
  }));
  const [replace, setReplace] = useState(false);
  const { template, startOn } = choice;
  const asked =
    template === null || startOn === ''
      ? null
      : { migrationId, template, startOn, sameName: replace ? ('replace' as const) : ('keep' as const) };
  const preview = useQuery(trpc.plan.previewTemplate.queryOptions(asked ?? skipToken));
  const apply = useMutation(
    trpc.plan.applyTemplate.mutationOptions({
      onSuccess: ({ planVersion, changes }) => {
        notify('done', `${formatCounted(changes.length, 'change')} saved as plan v${planVersion}`);
        onClose();
        return queries.invalidateQueries();
      },
    }),
  );
  const problems = preview.data?.problems ?? [];
  const failed = apply.error ?? preview.error;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title="Plan from a template"
      description="What the plan does not have yet is added. Nothing is removed."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (asked) apply.mutate(asked);
        }}
      >
        <TemplateFields value={choice} onChange={setChoice} />
        {template !== null && (
          <Checkbox
            label="Replace what has the same name"
            hint="Otherwise it stays as it is. Replacing moves dates, and undoes what was edited"
            checked={replace}
            onChange={({ target }) => setReplace(target.checked)}
          />
        )}
        <div aria-live="polite">
          {preview.data && <TemplatePreview changes={preview.data.changes} />}
          {asked && preview.isPending && <p className="text-sm text-ink-2">Comparing with the plan …</p>}
        </div>
        <FormError
          message={failed ? messageOf(failed) : problems.map(({ message }) => message).join('; ') || undefined}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            disabled={!preview.data || preview.data.changes.length === 0 || problems.length > 0}
            busy={apply.isPending}
          >
            Add to the plan
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
