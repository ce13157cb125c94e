import type { RunDetail } from '#core/evidence/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { Card } from '../ui/card.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Tag } from '../ui/tag.tsx';

/** The discrepancies this run contributed to. */
export function RunGroups({ slug, groups }: { slug: string; groups: RunDetail['groups'] }) {
  if (groups.length === 0) return null;
  return (
    <Card title="Discrepancies it saw">
      <ul className="mt-1.5">
        {groups.map((group) => (
          <li
            key={group.discrepancyId}
            className="relative flex items-baseline gap-3 border-t border-hush px-4 py-2.5 hover:bg-hush/50"
          >
            <PageLink
              href={`/m/${slug}/discrepancies?id=${group.discrepancyId}`}
              className="font-[550] after:absolute after:inset-0"
            >
              D-{group.number}
            </PageLink>
            <Tag>{group.class.replaceAll('_', ' ')}</Tag>
            <span className="min-w-0 truncate font-mono text-xs text-ink-2">{group.field}</span>
            <span className="figures ml-auto font-semibold">
              {formatCount(group.rowCount)}
              {group.estimated && <span className="font-normal text-ink-3"> estimated</span>}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
