import type { ReactNode } from 'react';
import type { DiscrepancyDetail } from '#core/discrepancy/schema.ts';
import { formatCount, formatCounted } from '#lib/format/count.ts';
import { formatMoney } from '#lib/format/money.ts';
import { formatShare } from '#lib/format/share.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { When } from '../time/when.tsx';

/** How much, how long, how fast, whose. */
export function DetailFacts({ detail }: { detail: DiscrepancyDetail }) {
  const share = detail.comparedRows === null ? null : formatShare(detail.rowCount, detail.comparedRows);
  return (
    <dl className="grid grid-cols-2 border-y sm:grid-cols-3 xl:grid-cols-5 [&>div]:border-hush [&>div]:px-4 [&>div]:py-2.5 xl:[&>div+div]:border-l">
      <Fact name="Rows" note={share ? `${share} of compared` : undefined}>
        {detail.estimated && '≈ '}
        {formatCount(detail.rowCount)}
      </Fact>
      <Fact
        name="Money, net"
        note={detail.moneyGross ? `gross ${formatMoney(detail.moneyGross, detail.currency)}` : 'no money column'}
      >
        {detail.moneyNet ? formatMoney(detail.moneyNet, detail.currency, { signed: true }) : '—'}
      </Fact>
      <Fact name="Since" note={`seen in ${formatCounted(detail.trend.length, 'run')}`}>
        <When at={detail.firstSeenAt} form="age" />
      </Fact>
      <Fact name="Trend" note={trendText(detail.trend)}>
        <Sparkline
          values={detail.trend.map((point) => String(point.rowCount))}
          label="Rows by run, oldest first"
          width={92}
          height={24}
        />
      </Fact>
      <Fact name="Owner" note={detail.assignee ? (detail.ownerTeam ?? undefined) : 'nobody assigned'}>
        {detail.assignee ?? detail.ownerTeam ?? '—'}
      </Fact>
    </dl>
  );
}

function Fact({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd className="figures text-[0.9375rem] font-semibold tracking-[-0.01em]">{children}</dd>
      {note && <dd className="text-sm text-ink-2">{note}</dd>}
    </div>
  );
}

function trendText(trend: DiscrepancyDetail['trend']): string {
  const first = trend[0]?.rowCount;
  const last = trend.at(-1)?.rowCount;
  if (first === undefined || last === undefined || trend.length < 2) return 'one run';
  if (first === last) return 'unchanged';
  return last > first ? `+${formatCount(last - first)} rows` : `−${formatCount(first - last)} rows`;
}
