'use client';

import { sumDecimals } from '#core/sum-decimals.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { formatMoney } from '#lib/format/money.ts';
import { Shape } from '../ui/shape.tsx';
import { usePlan } from './use-plan.ts';

/** Hard cutover: the day is forced, so what is left out for it is shown on every view of the plan. */
export function CutoverBanner() {
  const { plan, migration } = usePlan();
  const { settings, deferrals } = plan.document;
  const { hardCutover } = settings;
  if (hardCutover === null) return null;
  const of = (kind: (typeof deferrals)[number]['kind']) => deferrals.filter((item) => item.kind === kind);
  const skipped = of('validation_skipped');
  const left = [...of('out_of_scope'), ...of('deferred')];
  const worth = sumDecimals(left.flatMap(({ value }) => value ?? []));
  return (
    <section aria-label="Hard cutover" className="flex gap-3 rounded-card border bg-cond-soft px-4 py-3">
      <Shape name="triangle" size={16} className="mt-0.5 text-cond [--cut:var(--color-cond-soft)]" />
      <div className="min-w-0">
        <p className="font-semibold text-cond">Hard cutover on {formatDay(hardCutover.cutOverOn, 'long')}</p>
        <p>{hardCutover.reason}</p>
        <p className="text-ink-2">
          {left.length === 0
            ? 'Nothing is left out for it.'
            : `${formatCounted(left.length, 'workflow')} left out or deferred, worth ${formatMoney(worth, migration.currency)}.`}{' '}
          {skipped.length === 0
            ? 'No validation is skipped.'
            : `Validation is skipped for ${skipped.map(({ name }) => name).join(', ')}.`}
        </p>
      </div>
    </section>
  );
}
