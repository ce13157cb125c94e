'use client';

import { marksOf } from '#core/mark/marks-of.ts';
import { progressOf, progressText, standingOf } from '#core/mark/progress.ts';
import { type Slip, slipOf } from '#core/plan/slip.ts';
import { dayOf } from '#core/time/day.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { formatMoney } from '#lib/format/money.ts';
import { useNow } from '../time/now.tsx';
import { Status } from '../ui/status.tsx';
import { decommissionKindWords, deferralKindWords, lateWords } from './labels.ts';
import { MarkCell } from './mark-cell.tsx';
import { PartCard } from './part-card.tsx';
import { usePlan } from './use-plan.ts';

const nobody = <span className="text-ink-3">nobody</span>;
const none = <span className="text-ink-3">—</span>;

/** Work beside the comparison: workstreams, who is informed of what, what only a person can say, and how the legacy system ends. */
export function WorkView() {
  const { plan, migration } = usePlan();
  const nowMs = useNow();
  const { workstreams, communications, attestations, decommission } = plan.document;
  const { currency, timeZone } = migration;
  const today = dayOf(nowMs, timeZone);
  const streamMark = marksOf('workstreams', plan.marks);
  const communicationMark = marksOf('communications', plan.marks);
  const late = workstreams.filter(
    (stream) =>
      standingOf(streamMark(stream.name), nowMs) !== 'done' &&
      (slipOf(stream, streamMark(stream.name), nowMs, timeZone)?.lateDays ?? 0) > 0,
  ).length;
  const done = (part: 'communications' | 'decommission', items: readonly { name: string }[]) =>
    progressText(progressOf(items.map(({ name }) => standingOf(marksOf(part, plan.marks)(name), nowMs))), 'done');
  return (
    <>
      <PartCard
        part="workstreams"
        title="Workstreams"
        note={workstreams.length > 0 && (late > 0 ? `${late} late` : 'none is late')}
        items={workstreams}
        about={({ description }) => description}
        columns={[
          { head: 'Team', cell: ({ team }) => team ?? nobody },
          { head: 'For the gate of', cell: ({ phase }) => phase ?? 'the last one' },
          {
            head: 'Due',
            cell: (stream) => (
              <Due
                slip={slipOf(stream, streamMark(stream.name), nowMs, timeZone)}
                planned={stream.dueOn}
                currency={currency}
              />
            ),
          },
          { head: 'Status', cell: ({ name }) => <MarkCell part="workstreams" name={name} /> },
        ]}
        empty="None: content migration, integration rewiring and other work that the cutover waits for."
      />
      <PartCard
        part="communications"
        title="Communication plan"
        note={communications.length > 0 && done('communications', communications)}
        items={communications.toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))}
        columns={[
          { head: 'To whom', cell: ({ audience }) => audience || none },
          { head: 'How', cell: ({ channel }) => channel || none },
          {
            head: 'On',
            cell: ({ name, dueOn }) =>
              dueOn === null ? (
                none
              ) : (
                <span className="grid">
                  {formatDay(dueOn)}
                  {dueOn < today && standingOf(communicationMark(name), nowMs) !== 'done' && (
                    <Status status={lateWords.late} />
                  )}
                </span>
              ),
          },
          { head: 'By', cell: ({ team }) => team ?? nobody },
          { head: 'Status', cell: ({ name }) => <MarkCell part="communications" name={name} /> },
        ]}
        empty="None: who is informed of what, and when."
      />
      <PartCard
        part="attestations"
        title="Attestations"
        items={attestations}
        about={({ statement }) => `“${statement}”`}
        columns={[
          { head: 'Team', cell: ({ team }) => team ?? nobody },
          {
            head: 'Said',
            cell: ({ name, validDays }) => <MarkCell part="attestations" name={name} validDays={validDays} />,
          },
        ]}
        empty="None: what only a person can say, such as “variances are understood and accepted”."
      />
      <PartCard
        part="decommission"
        title="Decommission checklist"
        note={decommission.length > 0 && done('decommission', decommission)}
        items={decommission}
        about={({ description }) => description}
        columns={[
          { head: 'Kind', cell: ({ kind }) => decommissionKindWords[kind] },
          { head: 'Team', cell: ({ team }) => team ?? nobody },
          { head: 'Status', cell: ({ name }) => <MarkCell part="decommission" name={name} /> },
        ]}
        empty="None: what has to be done before the legacy system is gone."
      />
      <DeferralsCard />
    </>
  );
}

type DueProps = { slip: Slip | null; planned: string | null; currency: string };

/** "12 days late, costs €4,800 so far" */
function Due({ slip, planned, currency }: DueProps) {
  if (slip === null || planned === null) return none;
  const { dueOn, movedDays, lateDays, cost, expectedCost } = slip;
  return (
    <span className="grid">
      <span className="whitespace-nowrap">
        {formatDay(dueOn)}
        {movedDays !== 0 && <span className="text-ink-3">, planned {formatDay(planned)}</span>}
      </span>
      {lateDays > 0 && (
        <span className="font-semibold text-cond">
          {formatCounted(lateDays, 'day')} late{cost !== null && `, costs ${formatMoney(cost, currency)} so far`}
        </span>
      )}
      {expectedCost !== null && (
        <span className="text-ink-2">
          {formatMoney(expectedCost, currency)} if done on {formatDay(dueOn)}
        </span>
      )}
    </span>
  );
}

/** Of the highest value first: what is left out is listed, with what it is worth. */
function DeferralsCard() {
  const { plan, migration } = usePlan();
  const { deferrals } = plan.document;
  return (
    <PartCard
      part="deferrals"
      title="Left out, deferred, not validated"
      note={deferrals.length > 0 && 'highest value first; the report lists them'}
      items={deferrals.toSorted((a, b) => byValue(b.value) - byValue(a.value))}
      about={({ reason }) => reason}
      columns={[
        { head: 'Kind', cell: ({ kind }) => deferralKindWords[kind] },
        {
          head: 'Value',
          number: true,
          cell: ({ value }) => (value === null ? none : formatMoney(value, migration.currency)),
        },
        { head: 'Team', cell: ({ team }) => team ?? nobody },
        { head: 'Until', cell: ({ untilOn }) => (untilOn === null ? none : formatDay(untilOn)) },
        { head: 'Status', cell: ({ name }) => <MarkCell part="deferrals" name={name} /> },
      ]}
      empty="Nothing is left out of this migration."
    />
  );
}

/** Only to put them in order. */
const byValue = (value: string | null) => (value === null ? -1 : Number(value));
