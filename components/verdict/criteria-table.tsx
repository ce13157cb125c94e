import type { GoNoGo } from '#core/verdict/schema.ts';
import { keepTogether } from '#lib/format/keep-together.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { Status } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { distanceOf } from './distance.ts';
import { DistanceBar } from './distance-bar.tsx';
import { outcomeStatus, underWords } from './labels.ts';

type Criterion = GoNoGo['criteria'][number];

/** Every criterion with what it needs, what is measured, how far that is, and on which evidence. */
export function CriteriaTable({ criteria, slug = null }: { criteria: Criterion[]; slug?: string | null }) {
  return (
    <Card
      title="Criteria"
      note={tally(criteria)}
      action={slug !== null && <CsvLink list="criteria" query={{ slug }} />}
    >
      <Table
        caption="Exit criteria"
        className="mt-1"
        head={
          <>
            <Head>Criterion</Head>
            <Head>Needs</Head>
            <Head number>Now</Head>
            <Head>Distance</Head>
            <Head>Trend</Head>
            <Head>Outcome</Head>
            <Head>Evidence</Head>
          </>
        }
      >
        {criteria.map((criterion) => (
          <CriterionRow key={`${criterion.id} ${criterion.onlyUnder ?? ''}`} criterion={criterion} />
        ))}
      </Table>
    </Card>
  );
}

function CriterionRow({ criterion }: { criterion: Criterion }) {
  const { result } = criterion;
  const status = outcomeStatus(result);
  return (
    <Row>
      <RowHead>
        {criterion.name}
        {!criterion.blocking && <span className="text-ink-3"> · advisory</span>}
        {criterion.onlyUnder && <span className="text-cond"> · only {underWords[criterion.onlyUnder]}</span>}
        <span className="block text-ink-3">{result.detail}</span>
      </RowHead>
      <Cell label="Needs" className="whitespace-nowrap">
        {result.needsText}
      </Cell>
      <Cell label="Now" number className="font-semibold">
        {result.nowText}
      </Cell>
      <Cell label="Distance">
        <DistanceBar distance={distanceOf(criterion.metric, result)} tone={status.tone} />
      </Cell>
      <Cell label="Trend" phone="hidden">
        {criterion.trend.length > 0 && (
          <Sparkline
            values={criterion.trend.map((point) => point.value)}
            threshold={result.threshold}
            tone={status.tone}
            label={`Trend of ${criterion.name.toLowerCase()} over ${criterion.trend.length} days`}
          />
        )}
      </Cell>
      <Cell label="Outcome">
        <span className="md:block">
          <Status status={status} />
          {result.gap && <span className="block text-ink-3">{keepTogether(result.gap)}</span>}
        </span>
      </Cell>
      <Cell label="Evidence" className="whitespace-nowrap text-ink-2">
        <span>
          {methodWords[result.evidence.method]}
          {result.evidence.oldestAsOf && (
            <>
              {' · '}
              <When at={result.evidence.oldestAsOf} form="age" />
            </>
          )}
        </span>
      </Cell>
    </Row>
  );
}

const methodWords = { full: 'full', sample: 'sample', mixed: 'full and sample', none: 'none' } as const;

function tally(criteria: Criterion[]): string {
  const count = (outcome: string) => criteria.filter((criterion) => criterion.result.outcome === outcome).length;
  const parts = [
    [count('met'), 'met'],
    [count('not_met'), 'not met'],
    [count('unknown'), 'unknown'],
    [count('waived'), 'waived'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(' · ');
}
