'use client';

import { type PlanViewName, planUrl, planViews } from '#lib/url/plan-url.ts';
import { useUrlState } from '#lib/url/use-url-state.ts';
import { PlanFileButtons } from '../plan-file/plan-file-buttons.tsx';
import { TemplateButton } from '../template/template-button.tsx';
import { Segments } from '../ui/segments.tsx';
import { CalendarView } from './calendar-view.tsx';
import { CostsView } from './costs-view.tsx';
import { CutoverBanner } from './cutover-banner.tsx';
import { DatasetsView } from './datasets-view.tsx';
import { RampView } from './ramp-view.tsx';
import { ResponsibilitiesView } from './responsibilities-view.tsx';
import { RulesView } from './rules-view.tsx';
import { TestsView } from './tests-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { usePlan } from './use-plan.ts';
import { WavesView } from './waves-view.tsx';
import { WorkView } from './work-view.tsx';

const labels = {
  timeline: 'Timeline',
  responsibilities: 'Responsibilities',
  datasets: 'Datasets',
  checks: 'Checks',
  tests: 'Tests',
  waves: 'Waves',
  work: 'Work',
  calendar: 'Calendar',
  ramp: 'Ramp',
  costs: 'Costs',
  rules: 'Rules',
} as const satisfies Record<PlanViewName, string>;

/** What is to be: when, by whom, compared how, tried with what, and what it costs. */
export function PlanPage() {
  const [{ view }, setUrl] = useUrlState(planUrl);
  const { plan, migration, mayEdit } = usePlan();
  const gaps = plan.gaps.filter(({ missing }) => missing === 'accountable').length;
  const options = planViews.map((value) => ({
    value,
    label: value === 'responsibilities' && gaps > 0 ? `${labels[value]} ${gaps}` : labels[value],
  }));
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Plan</h1>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <Segments label="View" value={view} options={options} onChange={(next) => setUrl({ view: next })} />
        <div className="no-print flex flex-wrap gap-1 md:ml-auto">
          <PlanFileButtons migrationId={migration.id} mayEdit={mayEdit} />
          {mayEdit && <TemplateButton migrationId={migration.id} />}
        </div>
      </div>
      <CutoverBanner />
      <View view={view} />
    </div>
  );
}

function View({ view }: { view: PlanViewName }) {
  switch (view) {
    case 'timeline':
      return <TimelineView />;
    case 'responsibilities':
      return <ResponsibilitiesView />;
    case 'datasets':
    case 'checks':
      return <DatasetsView view={view} />;
    case 'tests':
      return <TestsView />;
    case 'waves':
      return <WavesView />;
    case 'work':
      return <WorkView />;
    case 'calendar':
      return <CalendarView />;
    case 'ramp':
      return <RampView />;
    case 'costs':
      return <CostsView />;
    case 'rules':
      return <RulesView />;
  }
}
