import { Button } from '../ui/button.tsx';

type Props = { name: string; busy: boolean; onKeep: () => void; onRemove: () => void };

/** The question before a criterion is taken out, which asks less of the migration. */
export function RemoveStep({ name, busy, onKeep, onRemove }: Props) {
  return (
    <fieldset className="flex flex-wrap items-center justify-end gap-2" aria-label={`Remove ${name}`}>
      <p className="mr-auto max-w-prose text-ink-2">
        Remove {name}? Once the migration has started, it counts until a second person has approved that.
      </p>
      <Button onClick={onKeep}>Keep it</Button>
      <Button look="danger" busy={busy} onClick={onRemove}>
        Remove criterion
      </Button>
    </fieldset>
  );
}
