import { factsOf } from '#core/forecast/facts-of.ts';
import { forecast, reached } from '#core/forecast/forecast.ts';
import type { Forecast } from '#core/forecast/schema.ts';
import { marksInForce } from '#core/mark/marks-in-force.ts';
import type { Mark } from '#core/mark/schema.ts';
import { type PlanItem, planParts } from '#core/part/plan-parts.ts';
import { dayOf } from '#core/time/day.ts';
import { loadMarksInForce } from '../mark/load-marks.ts';
import type { Tx } from '../scope.ts';
import { type Judgement, judgeMigration } from '../verdict/judge-migration.ts';

/** A share of the runs is then known to a percentage point and a half. */
const RUNS = 5_000;

type Computed = Pick<Judgement, 'gate' | 'evidence'> & {
  today: string;
  forecast: Forecast;
  costs: PlanItem<'costs'>[];
  workstreams: PlanItem<'workstreams'>[];
  marks: ReadonlyMap<string, Mark>;
};

/** The forecast of the current gate, a function of evidence, plan and time; the seed is the migration's own. */
export async function computeForecast(tx: Tx, migrationId: string, now: Date): Promise<Computed> {
  const { counting, decision } = await judgeMigration(tx, migrationId, now);
  const { evidence, phases, gate, criteria } = counting;
  const { costs, workstreams } = await loadItems(tx, migrationId);
  const marks = marksInForce(workstreams.length === 0 ? [] : await loadMarksInForce(tx, migrationId));
  const today = dayOf(now.getTime(), evidence.timeZone);
  const given = { seed: Number.parseInt(migrationId.slice(-8), 16), runs: RUNS };
  const said =
    decision.verdict === 'no_go'
      ? forecast(factsOf({ evidence, criteria, phases, gate, workstreams, marks, now }), given)
      : reached(today, given);
  return { gate, evidence, today, forecast: said, costs, workstreams, marks };
}

async function loadItems(tx: Tx, migrationId: string): Promise<Pick<Computed, 'costs' | 'workstreams'>> {
  const rows = await tx.planItem.findMany({
    where: { migrationId, part: { in: ['costs', 'workstreams'] } },
    orderBy: { ordinal: 'asc' },
    select: { part: true, body: true },
  });
  const of = (part: 'costs' | 'workstreams') => rows.filter((row) => row.part === part);
  return {
    costs: of('costs').map(({ body }) => planParts.costs.schema.parse(body)),
    workstreams: of('workstreams').map(({ body }) => planParts.workstreams.schema.parse(body)),
  };
}
