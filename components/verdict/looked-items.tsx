import type { WaitingItem } from '#core/approval/schema.ts';
import { When } from '../time/when.tsx';
import { LongList } from '../ui/long-list.tsx';
import { WaitingSides } from './waiting-sides.tsx';

const did = { plan: 'changed', mark: 'marked', evidence: 'sent', waiver: 'asked for' } as const;

/** What somebody looks at before they say yes to it, one thing after another: by whom, why, what it was and what it is to be. */
export function LookedItems({ items }: { items: readonly WaitingItem[] }) {
  return (
    <LongList items={items}>
      {(item) => (
        <li key={item.id} className="border-t border-hush py-3">
          {items.length > 1 && <p className="font-[550] break-words">{item.title}</p>}
          <p className="text-ink-3">
            {did[item.kind]} by {item.by}
            {item.answer?.given && (
              <>
                , with a key; {item.answer.given.by} answered for it <When at={item.answer.given.at} />
              </>
            )}
          </p>
          {item.reason && <p className="break-words text-ink-2">“{item.reason}”</p>}
          <WaitingSides item={item} />
        </li>
      )}
    </LongList>
  );
}
