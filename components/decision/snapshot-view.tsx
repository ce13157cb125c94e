import type { Snapshot } from '#core/decision/snapshot.ts';
import { formatCounted } from '#lib/format/count.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { standingWords, underWords, verdictWords } from '../verdict/labels.ts';

/** What everybody looked at, drawn from the frozen text and nothing else. */
export function SnapshotView({
  snapshot: { answer, plan, runs, approvals = [], doneAlone = [] },
}: {
  snapshot: Snapshot;
}) {
  return (
    <>
      <Card title="The verdict that was frozen" note={`plan v${plan.version}`}>
        <div className="grid gap-1 px-4 pt-1 pb-4">
          <p>
            <Status status={verdictWords[answer.verdict]} className="text-2xl" />
          </p>
          <p className="text-ink-2">
            <strong className="font-semibold text-ink">{answer.headline}</strong> {answer.summary}
          </p>
          <p className="text-ink-3">
            {answer.migration.legacySystem} → {answer.migration.targetSystem} · rests on{' '}
            {formatCounted(runs.length, 'run')}, each by the hash of what was sent
          </p>
        </div>
      </Card>
      {answer.blockers.length > 0 && (
        <Card title="What stood in the way">
          <ul className="mt-1.5">
            {answer.blockers.map(({ standing, blocking, headline, detail, gap, ownerTeam }) => (
              <li key={`${standing}${headline}${detail}`} className="border-t border-hush px-4 py-2.5">
                <Status status={statusOf(standing)} /> <span className="font-[550]">{headline}</span>
                {detail && <span className="text-ink-2"> — {detail}</span>}
                <span className="block text-ink-3">
                  {[gap, ownerTeam ?? 'no owner', blocking ? null : 'advisory'].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {approvals.length > 0 && (
        <Card title="What a second person approved">
          <ul className="mt-1.5">
            {approvals.map(({ what, at, by, independence }) => (
              <li key={`${what}${at}`} className="border-t border-hush px-4 py-2.5">
                <span className="font-[550]">{what}</span>{' '}
                <span className="text-ink-3">
                  by {by} <When at={at} />
                </span>
                <span className="block text-ink-2">{independence}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {doneAlone.length > 0 && (
        <Card title="Accounts: what administrators did alone, and who was vouched for">
          <ul className="mt-1.5">
            {doneAlone.map(({ at, words }) => (
              <li key={`${at}${words}`} className="border-t border-hush px-4 py-2.5">
                {words}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="Criteria" note={formatCounted(answer.criteria.length, 'criterion', 'criteria')}>
        <Table
          caption="Criteria as they were frozen"
          className="mt-1"
          head={
            <>
              <Head>Criterion</Head>
              <Head>Needs</Head>
              <Head number>Then</Head>
              <Head>Outcome</Head>
              <Head>Owner</Head>
            </>
          }
        >
          {answer.criteria.map(({ id, name, blocking, ownerTeam, result, onlyUnder }) => (
            <Row key={`${id} ${onlyUnder ?? ''}`}>
              <RowHead>
                {name}
                {!blocking && <span className="text-ink-3"> · advisory</span>}
                {onlyUnder && <span className="text-cond"> · only {underWords[onlyUnder]}</span>}
                <span className="block text-ink-3">{result.detail}</span>
              </RowHead>
              <Cell label="Needs">{result.needsText}</Cell>
              <Cell label="Then" number>
                {result.nowText}
              </Cell>
              <Cell label="Outcome">
                <Status
                  status={statusOf(result.outcome === 'unknown' ? (result.unknownReason ?? '') : result.outcome)}
                />
              </Cell>
              <Cell label="Owner">{ownerTeam ?? 'no owner'}</Cell>
            </Row>
          ))}
        </Table>
      </Card>
    </>
  );
}

const known: Record<string, StatusWords> = {
  ...standingWords,
  met: { word: 'met', shape: 'check', tone: 'go' },
  not_met: { word: 'not met', shape: 'diamond', tone: 'no' },
  waived: { word: 'waived', shape: 'triangle', tone: 'cond' },
  not_available: { word: 'not available yet', shape: 'dotted', tone: 'unk' },
  no_evidence: standingWords.untested,
  inconclusive: standingWords.not_proven,
};

/** A word that this version no longer knows is shown as it was written. */
const statusOf = (word: string): StatusWords => known[word] ?? { word, shape: 'dotted', tone: 'unk' };
