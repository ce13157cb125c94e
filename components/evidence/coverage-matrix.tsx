import { type CheckKind, kindOf } from '#core/check/kinds.ts';
import { CriticalityTag } from '../dataset/criticality-tag.tsx';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { coverageFinding, kindsIn } from './coverage.ts';
import { checkStatus, type DatasetEvidence, gapWords } from './labels.ts';

type Props = { slug: string; datasets: DatasetEvidence[] };

/** Datasets × kinds of check: what is proven, what is overdue, and what nobody looks at. */
export function CoverageMatrix({ slug, datasets }: Props) {
  const kinds = kindsIn(datasets);
  const finding = coverageFinding(datasets);
  return (
    <Card title={finding.title} note={finding.gaps}>
      <div className="md:overflow-x-auto">
        <Table
          caption="Coverage: datasets by kind of check"
          className="mt-1"
          head={
            <>
              <Head>Dataset</Head>
              {kinds.map((kind) => (
                <Head key={kind}>
                  <span data-tip={kindOf(kind).asks}>{kindOf(kind).name}</span>
                </Head>
              ))}
            </>
          }
        >
          {datasets.map((dataset) => (
            <Row key={dataset.id}>
              <RowHead>
                <PageLink
                  href={`/m/${slug}/evidence?view=checks&dataset=${dataset.id}`}
                  className="font-[550] hover:underline"
                >
                  {dataset.name}
                </PageLink>
                <span className="ml-2">
                  <CriticalityTag criticality={dataset.criticality} />
                </span>
                <span className="block text-ink-3">
                  {dataset.domain} · {dataset.ownerTeam ?? 'no owner'}
                </span>
              </RowHead>
              {kinds.map((kind) => (
                <MatrixCell key={kind} slug={slug} dataset={dataset} kind={kind} />
              ))}
            </Row>
          ))}
        </Table>
      </div>
    </Card>
  );
}

function MatrixCell({ slug, dataset, kind }: { slug: string; dataset: DatasetEvidence; kind: CheckKind }) {
  const check = dataset.checks.find((candidate) => candidate.kind === kind);
  const { name } = kindOf(kind);
  if (!check) {
    return dataset.missingKinds.includes(kind) ? (
      <Cell label={name}>
        <span data-tip="A criterion needs this check and it is not in the plan.">
          <Status status={gapWords} />
        </span>
      </Cell>
    ) : (
      <Cell label={name} phone="hidden">
        <span className="text-ink-3" aria-hidden="true">
          ·
        </span>
        <span className="sr-only">not asked for</span>
      </Cell>
    );
  }
  const status = <Status status={checkStatus(check)} />;
  return (
    <Cell label={name}>
      <span>
        {check.lastRunId ? (
          <PageLink href={`/m/${slug}/evidence/runs/${check.lastRunId}`} className="hover:underline">
            {status}
          </PageLink>
        ) : (
          status
        )}
        {check.lastAt && (
          <span className="block text-xs text-ink-3">
            {check.sampling ? 'sample · ' : ''}
            <When at={check.lastAt} />
          </span>
        )}
      </span>
    </Cell>
  );
}
