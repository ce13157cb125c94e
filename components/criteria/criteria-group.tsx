import type { inferRouterOutputs } from '@trpc/server';
import { dayOf } from '#core/time/day.ts';
import { formatDay } from '#lib/format/instant.ts';
import { keepTogether } from '#lib/format/keep-together.ts';
import type { AppRouter } from '#server/root.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { When } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { distanceOf } from '../verdict/distance.ts';
import { DistanceBar } from '../verdict/distance-bar.tsx';
import { outcomeStatus } from '../verdict/labels.ts';

export type Criterion = inferRouterOutputs<AppRouter>['criterion']['overview']['criteria'][number];
type Action = ((criterion: Criterion) => void) | null;
type Props = {
  slug: string;
  title: string;
  note: string;
  criteria: readonly Criterion[];
  onEdit: Action;
  onWaive: Action;
};

/** Criteria that belong together, each with what it asks, what it says, and on which evidence. */
export function CriteriaGroup({ slug, title, note, criteria, onEdit, onWaive }: Props) {
  return (
    <Card title={title} note={note}>
      <Table
        caption={title}
        className="mt-1"
        head={
          <>
            <Head className="md:w-full">Criterion</Head>
            <Head>Needs</Head>
            <Head number>Now</Head>
            <Head>Distance</Head>
            <Head>30 days</Head>
            <Head>Outcome</Head>
            <Head>Evidence</Head>
            {onEdit && (
              <Head>
                <span className="sr-only">Change</span>
              </Head>
            )}
          </>
        }
      >
        {criteria.map((criterion) => (
          <CriterionRow key={criterion.id} slug={slug} criterion={criterion} onEdit={onEdit} onWaive={onWaive} />
        ))}
      </Table>
    </Card>
  );
}

type RowProps = Pick<Props, 'slug' | 'onEdit' | 'onWaive'> & { criterion: Criterion };

function CriterionRow({ slug, criterion, onEdit, onWaive }: RowProps) {
  const { result, definition, name } = criterion;
  const zone = useZone();
  const status = outcomeStatus(result);
  const isOpen = result.outcome === 'not_met' || result.outcome === 'unknown';
  return (
    <Row id={`criterion-${criterion.key}`}>
      <RowHead>
        <span className="font-[550]">{name}</span>
        <span className="block text-ink-3">
          {criterion.scope} · {definition.blocking ? 'blocking' : 'advisory'} · {definition.ownerTeam ?? 'no owner'}
        </span>
        {criterion.unapproved && <span className="block text-cond">changed, waits for approval</span>}
        {result.detail && <span className="block text-ink-3">{result.detail}</span>}
      </RowHead>
      <Cell label="Needs" className="whitespace-nowrap">
        {result.needsText}
      </Cell>
      <Cell label="Now" number className="font-semibold">
        {result.nowText}
      </Cell>
      <Cell label="Distance" className="md:min-w-28">
        <DistanceBar distance={distanceOf(definition.metric, result)} tone={status.tone} />
      </Cell>
      <Cell label="30 days" phone="hidden">
        <Sparkline
          values={criterion.trend.map((point) => point.value)}
          threshold={result.threshold}
          tone={status.tone}
          label={`Trend of ${name.toLowerCase()} over ${criterion.trend.length} days`}
        />
      </Cell>
      <Cell label="Outcome" className="md:min-w-36">
        <span className="md:block">
          <Status status={status} />
          {result.gap && <span className="block text-ink-3">{keepTogether(result.gap)}</span>}
          {criterion.since && (
            <span className="block text-ink-3">
              for <When at={criterion.since} form="age" />
            </span>
          )}
          {criterion.waivedUntil && (
            <span className="block text-ink-3">until {formatDay(dayOf(Date.parse(criterion.waivedUntil), zone))}</span>
          )}
        </span>
      </Cell>
      <Cell label="Evidence">
        <PageLink
          href={evidenceHref(slug, criterion)}
          className="whitespace-nowrap text-ink-2 underline decoration-line underline-offset-2 hover:text-ink"
        >
          {methodWords[result.evidence.method]}
          <span className="sr-only"> evidence of {name}</span>
          {result.evidence.oldestAsOf && (
            <>
              {' · '}
              <When at={result.evidence.oldestAsOf} form="age" inert />
            </>
          )}
        </PageLink>
      </Cell>
      {onEdit && (
        <Cell className="whitespace-nowrap">
          <span className="flex gap-1.5 md:flex-col">
            <Button size="small" onClick={() => onEdit(criterion)}>
              Edit<span className="sr-only"> {name}</span>
            </Button>
            {isOpen && onWaive && (
              <Button size="small" onClick={() => onWaive(criterion)}>
                Waive<span className="sr-only"> {name}</span>
              </Button>
            )}
          </span>
        </Cell>
      )}
    </Row>
  );
}

const methodWords = { full: 'full', sample: 'sample', mixed: 'full and sample', none: 'none' } as const;

/** To the one run it rests on, else to the evidence of the dataset that decides. */
function evidenceHref(slug: string, { result }: Criterion): string {
  const base = `/m/${slug}/evidence`;
  const [only, ...more] = result.evidence.runIds;
  if (only && more.length === 0) return `${base}/runs/${only}`;
  return result.worst ? `${base}?dataset=${result.worst.datasetId}` : base;
}
