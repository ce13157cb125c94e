import type { AgentView } from '#core/agent/schema.ts';
import { kindOf } from '#core/check/kinds.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

const stateWords = {
  connected: { word: 'connected', shape: 'check', tone: 'go' },
  silent: { word: 'silent', shape: 'clock', tone: 'unk' },
} as const satisfies Record<AgentView['state'], StatusWords>;

type Props = { slug: string; agents: AgentView[]; onWhyRefused: (keyId: string) => void };

export function AgentsTable({ slug, agents, onWhyRefused }: Props) {
  const silent = agents.filter((agent) => agent.state === 'silent').length;
  return (
    <Card title={titleOf(agents.length, silent)} note={agents.length > 0 && 'silent after three minutes'}>
      {agents.length === 0 ? (
        <StatePanel title="No agent has reported yet">
          Start one with the commands above; on schedule it reports every half minute.
        </StatePanel>
      ) : (
        <Table
          caption="Agents"
          className="mt-1"
          head={
            <>
              <Head>Agent</Head>
              <Head>State</Head>
              <Head number>Last seen</Head>
              <Head>Last brought</Head>
              <Head number>Waiting to be delivered</Head>
              <Head>Clock</Head>
            </>
          }
        >
          {agents.map((agent) => (
            <Row key={agent.id}>
              <RowHead>
                <span className="font-[550]">{agent.name}</span>
                <span className="block text-ink-3">
                  version {agent.version} · key “{agent.keyName}”
                  {agent.keyState !== 'active' && <> ({agent.keyState})</>}
                </span>
              </RowHead>
              <Cell label="State">
                <Status status={stateWords[agent.state]} />
              </Cell>
              <Cell label="Last seen" number>
                <When at={agent.lastSeenAt} />
              </Cell>
              <Cell label="Last brought">
                <span>
                  <LastPush slug={slug} push={agent.lastPush} />
                  {agent.lastRefusal && (
                    <span className="block text-xs">
                      <span className="text-ink-3">
                        refused <When at={agent.lastRefusal.at} />
                      </span>{' '}
                      <button type="button" className="underline" onClick={() => onWhyRefused(agent.keyId)}>
                        Why?
                      </button>
                    </span>
                  )}
                </span>
              </Cell>
              <Cell label="Waiting" number>
                {agent.backlog === 0 ? <span className="text-ink-3">nothing</span> : formatCount(agent.backlog)}
              </Cell>
              <Cell label="Clock">
                {agent.skewed ? (
                  <span>
                    <Status status={{ word: skewText(agent.skewMs), shape: 'triangle', tone: 'cond' }} />
                    <span className="block text-xs text-ink-3">set it: times are judged by the server’s</span>
                  </span>
                ) : (
                  <span className="text-ink-2">{skewText(agent.skewMs)}</span>
                )}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}

function LastPush({ slug, push }: { slug: string; push: AgentView['lastPush'] }) {
  if (push === null) return <span className="text-ink-3">nothing yet</span>;
  const what = push.run ? `${push.run.datasetName} · ${kindOf(push.run.kind).name.toLowerCase()}` : 'metrics';
  return (
    <>
      {push.run ? (
        <PageLink href={`/m/${slug}/evidence/runs/${push.run.runId}`} className="underline underline-offset-2">
          {what}
        </PageLink>
      ) : (
        what
      )}{' '}
      <When at={push.at} className="text-ink-2" />
    </>
  );
}

function titleOf(all: number, silent: number): string {
  if (all === 0) return 'Agents';
  if (silent === 0) return all === 1 ? 'The agent is connected' : `All ${all} agents are connected`;
  return `${silent} of ${all} agents ${silent === 1 ? 'is' : 'are'} silent`;
}

function skewText(skewMs: number): string {
  if (Math.abs(skewMs) < 1_000) return 'exact';
  return `${formatDuration(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead' : 'behind'}`;
}
