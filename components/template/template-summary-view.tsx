import type { TemplateSummary } from '#core/templates/summary.ts';
import { formatCount, formatCounted } from '#lib/format/count.ts';

/** What a template is for, and what it brings. */
export function TemplateSummaryView({ template }: { template: TemplateSummary }) {
  const { title, purpose, phases, teams, criteria, scenarios, inventory, notAvailableYet } = template;
  return (
    <section aria-label={`Template ${title}`} className="grid gap-3 rounded-control bg-hush p-3 text-sm">
      <p>{purpose}</p>
      <ol aria-label="Phases" className="grid gap-1.5">
        {phases.map(({ name, goal, weeks }) => (
          <li key={name} className="grid grid-cols-[1fr_auto] gap-x-3">
            <span className="font-[550]">{name}</span>
            <span className="text-ink-2 tabular-nums">{formatCounted(weeks, 'week')}</span>
            <span className="col-span-2 text-xs text-ink-2">{goal}</span>
          </li>
        ))}
      </ol>
      <p className="text-ink-2">
        <span className="font-[550] text-ink">Teams: </span>
        {teams.map(({ name }) => name).join(', ')}
      </p>
      <p className="text-ink-2">
        {[
          `${formatCount(criteria)} exit criteria`,
          `${formatCount(scenarios)} scenarios to test`,
          `${formatCount(inventory)} things to document`,
        ].join(', ')}
        , with responsibilities, ramp, rollback triggers, rules, communication, costs and a decommission checklist.
      </p>
      <p className="text-xs text-ink-2">
        Listed but not available yet, and blocking nothing: {notAvailableYet.join(', ').toLowerCase()}.
      </p>
    </section>
  );
}
