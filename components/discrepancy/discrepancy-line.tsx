import type { DiscrepancyListItem } from '#core/discrepancy/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatMoney } from '#lib/format/money.ts';
import { classWords } from '#lib/labels/discrepancy.ts';
import { When } from '../time/when.tsx';
import { Status } from '../ui/status.tsx';
import { Tag } from '../ui/tag.tsx';
import { discrepancyStatusWords } from './labels.ts';
import { SeverityMark } from './severity-mark.tsx';

type Props = { item: DiscrepancyListItem; currency: string; selected: boolean; href: string; onSelect: () => void };

export function DiscrepancyLine({ item, currency, selected, href, onSelect }: Props) {
  return (
    <li className="border-t border-hush first:border-t-0">
      <a
        href={href}
        id={`line-${item.id}`}
        aria-current={selected ? 'true' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onSelect();
        }}
        className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2.5 px-3.5 py-2.5 outline-offset-[-2px] hover:bg-hush/60 aria-[current=true]:bg-hush aria-[current=true]:shadow-[inset_3px_0_0_var(--color-accent)]"
      >
        <span className="pt-1">
          <SeverityMark severity={item.severity} />
        </span>
        <span className="min-w-0">
          <span className="block font-[570]">{item.title}</span>
          <span className="mt-0.5 flex flex-wrap items-center gap-x-1.5 gap-y-0.5 text-sm text-ink-2">
            <Tag>{classWords[item.class]}</Tag>
            <Tag>{item.datasetName}</Tag>
            <Status status={discrepancyStatusWords[item.status]} className="text-xs" />
            <span>
              {item.assignee ?? item.ownerTeam ?? 'no owner'} · first <When at={item.firstSeenAt} form="age" inert />,
              last <When at={item.lastSeenAt} form="age" inert />
            </span>
          </span>
        </span>
        <span className="figures text-right">
          <b className="block text-[0.9375rem] font-semibold">
            {item.estimated && '≈ '}
            {formatCount(item.rowCount)}
          </b>
          <span className="text-sm text-ink-3">{item.moneyGross ? formatMoney(item.moneyGross, currency) : '—'}</span>
        </span>
      </a>
    </li>
  );
}
