import { planParts } from '#core/part/plan-parts.ts';
import { currentPhase, type PhaseState } from '#core/phase/phase-states.ts';
import { costPerDay } from '#core/plan/cost-per-day.ts';
import { planSettingsSchema } from '#core/plan/settings.ts';
import type { PortfolioRow } from '#core/portfolio/schema.ts';
import type { Tx } from '../scope.ts';

type Outlook = Pick<PortfolioRow, 'phase' | 'costPerDay' | 'committedOn' | 'forecast' | 'accountable'>;
type OutlookInputs = { migrationId: string; settings: unknown; phases: readonly PhaseState[]; lead: string | null };

/** What plan and forecast say of a migration: where it stands, what it costs, when it may end, whose it is. */
export async function loadOutlook(tx: Tx, { migrationId, settings, phases, lead }: OutlookInputs): Promise<Outlook> {
  const items = await tx.planItem.findMany({
    where: { migrationId, part: { in: ['costs', 'responsibilities'] } },
    select: { part: true, body: true },
  });
  const of = (part: string) => items.filter((item) => item.part === part).map(({ body }) => body);
  const current = currentPhase(phases);
  const forecast = await tx.forecastRecord.findFirst({
    where: { migrationId },
    orderBy: { day: 'desc' },
    select: { day: true, p50: true, p80: true },
  });
  const responsible = of('responsibilities')
    .map((body) => planParts.responsibilities.schema.parse(body))
    .find(({ name }) => current && name === `phase ${current.name}`);
  return {
    phase: current && { name: current.name, number: phases.indexOf(current) + 1, of: phases.length },
    costPerDay: costPerDay(of('costs').map((body) => planParts.costs.schema.parse(body))),
    committedOn: planSettingsSchema.parse(settings ?? {}).committedOn,
    forecast: forecast && { madeOn: dateOf(forecast.day), p50: dateOf(forecast.p50), p80: dateOf(forecast.p80) },
    accountable: responsible?.accountable ?? lead,
  };
}

function dateOf(day: Date): string;
function dateOf(day: Date | null): string | null;
function dateOf(day: Date | null): string | null {
  return day?.toISOString().slice(0, 10) ?? null;
}
