import type { KeyView } from '#core/key/schema.ts';
import { When } from '../time/when.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';

const words = {
  waiting: { word: 'the new key is not used yet', shape: 'dotted', tone: 'unk' },
  both: { word: 'the old key is still used', shape: 'half', tone: 'cond' },
  moved: { word: 'only the new key is used', shape: 'check', tone: 'go' },
} as const satisfies Record<NonNullable<KeyView['handover']>, StatusWords>;

/** Which key took the place of this one, until when both work, and whether everybody has moved on. */
export function HandoverLine({ apiKey, successor }: { apiKey: KeyView; successor: KeyView }) {
  return (
    <span className="block text-ink-3">
      replaced by{' '}
      <a href={`#key-${successor.id}`} className="underline">
        <code className="font-mono text-xs">{successor.prefix}…</code>
      </a>
      {apiKey.state === 'active' && apiKey.expiresAt && (
        <>
          {' '}
          · ends <When at={apiKey.expiresAt} />
          {apiKey.handover && <Status status={words[apiKey.handover]} className="mt-0.5 flex text-xs" />}
        </>
      )}
    </span>
  );
}
