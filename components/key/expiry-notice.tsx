import type { KeyView } from '#core/key/schema.ts';
import { When } from '../time/when.tsx';
import { Status } from '../ui/status.tsx';

/** Keys that end within a week and have no successor: their agents fall silent then. */
export function ExpiryNotice({ keys }: { keys: readonly KeyView[] }) {
  const ending = keys
    .filter((key) => key.expiresSoon)
    .toSorted((a, b) => (a.expiresAt ?? '').localeCompare(b.expiresAt ?? ''));
  if (ending.length === 0) return null;
  const word = ending.length === 1 ? 'A key expires within a week' : `${ending.length} keys expire within a week`;
  return (
    <div className="mx-4 mt-2 rounded-control bg-cond-soft px-3 py-2 text-sm" role="note">
      <Status status={{ word, shape: 'triangle', tone: 'cond' }} />
      <ul>
        {ending.map((key) => (
          <li key={key.id}>
            “{key.name}” <When at={key.expiresAt ?? ''} />
            {key.lastUsedAt === null && ', never used'}
          </li>
        ))}
      </ul>
      <p className="text-ink-2">Rotate them before; what uses them is refused afterwards.</p>
    </div>
  );
}
