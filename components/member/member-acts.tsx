import { Tag } from '../ui/tag.tsx';
import type { Member } from './member.ts';

/** Where an account comes from and what was done to it. What an administrator did alone is marked, for ever. */
export function MemberActs({ acts }: Pick<Member, 'acts'>) {
  if (acts.length === 0) return null;
  return (
    <ul className="mt-0.5 text-xs text-ink-3">
      {acts.map(({ at, words, byAdmin }) => (
        <li key={`${at}${words}`}>
          {words}
          {byAdmin && <Tag className="ml-1.5">administrator, alone</Tag>}
        </li>
      ))}
    </ul>
  );
}
