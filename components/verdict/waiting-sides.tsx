import type { WaitingItem } from '#core/approval/schema.ts';

/** What counts, and what would count instead. */
export function WaitingSides({ item: { kind, before, after } }: { item: WaitingItem }) {
  if (kind !== 'plan' && before === null) return null;
  return (
    <>
      <Side label={kind === 'plan' ? 'Approved' : 'Counts'} text={before} none="not in the plan" />
      <Side label="Waits" text={after} none="taken out" strong />
    </>
  );
}

type Props = { label: string; text: string | null; none: string; strong?: boolean };

function Side({ label, text, none, strong = false }: Props) {
  return (
    <p className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2">
      <span className="text-ink-3">{label}</span>
      <span className={`break-words whitespace-pre-line ${strong ? 'font-semibold text-ink' : ''}`}>
        {text ?? none}
      </span>
    </p>
  );
}
