import type { Bar, Timeline } from '#core/plan/timeline.ts';
import { formatDay } from '#lib/format/instant.ts';
import { cx } from '../ui/cx.ts';

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
const place = ({ at, width }: Bar) => ({ left: percent(at), width: percent(width) });

const HATCH = 'repeating-linear-gradient(135deg, var(--color-control) 0 1px, transparent 1px 6px)';

/** A picture of the plan in time. The table of phases says the same in words, so readers of the screen are not led through it. */
export function TimelinePicture({ timeline }: { timeline: Timeline }) {
  const { rows, windows, today, timeBox, months } = timeline;
  const marked = windows.filter(({ kind }) => kind === 'freeze' || kind === 'maintenance');
  return (
    <div aria-hidden="true" className="px-4 pt-2 pb-4 text-xs">
      <div className="sm:grid sm:grid-cols-[9rem_1fr]">
        <span />
        <div className="relative h-5 text-ink-3">
          {months.map(({ date, at }) => (
            <span key={date} className="absolute border-l pl-1 whitespace-nowrap" style={{ left: percent(at) }}>
              {at < 0.93 && formatDay(date)}
            </span>
          ))}
        </div>
        {marked.length > 0 && (
          <>
            <span className="py-1 text-ink-3 max-sm:hidden">Windows</span>
            <div className="relative h-6">
              {marked.map(({ name, kind, bar }) => (
                <span
                  key={name}
                  title={`${kind}: ${name}`}
                  className={cx(
                    'absolute top-1 h-4 border',
                    kind === 'freeze' ? 'border-ink-2' : 'border-control border-dashed',
                  )}
                  style={{ ...place(bar), backgroundImage: kind === 'freeze' ? HATCH : undefined }}
                />
              ))}
            </div>
          </>
        )}
      </div>
      <div className="relative">
        {rows.map(({ name, planned, actual, gate }) => (
          <div key={name} className="border-t border-hush py-1.5 sm:grid sm:grid-cols-[9rem_1fr] sm:items-center">
            <span className="block truncate pr-2 font-[550]">{name}</span>
            <div className="relative h-7">
              {marked
                .filter(({ kind }) => kind === 'freeze')
                .map((window) => (
                  <span
                    key={window.name}
                    className="absolute inset-y-0 opacity-50"
                    style={{ ...place(window.bar), backgroundImage: HATCH }}
                  />
                ))}
              {planned && (
                <span className="absolute top-1 h-2 rounded-full border border-ink-2 bg-card" style={place(planned)} />
              )}
              {actual && <span className="absolute top-4 h-2 rounded-full bg-ink" style={place(actual)} />}
              {gate !== null && (
                <span
                  className="absolute top-1.5 size-3 -translate-x-1/2 rotate-45 border-2 border-ink bg-card"
                  style={{ left: percent(gate) }}
                />
              )}
              <span className="absolute -inset-y-1.5 border-l-2 border-accent" style={{ left: percent(today) }} />
              {timeBox !== null && (
                <span
                  className="absolute -inset-y-1.5 border-l-2 border-ink border-dashed"
                  style={{ left: percent(timeBox) }}
                />
              )}
            </div>
          </div>
        ))}
      </div>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-3">
        <Key className="h-2 w-4 rounded-full border border-ink-2">planned</Key>
        <Key className="h-2 w-4 rounded-full bg-ink">actual</Key>
        <Key className="size-2.5 rotate-45 border-2 border-ink">gate</Key>
        <Key className="h-3.5 border-l-2 border-accent">today</Key>
        {timeBox !== null && <Key className="h-3.5 border-l-2 border-ink border-dashed">time box ends</Key>}
        {marked.some(({ kind }) => kind === 'freeze') && (
          <Key className="h-3 w-4 border border-ink-2" hatched>
            freeze
          </Key>
        )}
        {marked.some(({ kind }) => kind === 'maintenance') && (
          <Key className="h-3 w-4 border border-control border-dashed">maintenance</Key>
        )}
      </p>
    </div>
  );
}

function Key({ className, hatched = false, children }: { className: string; hatched?: boolean; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={className} style={hatched ? { backgroundImage: HATCH } : undefined} />
      {children}
    </span>
  );
}
