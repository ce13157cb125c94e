import type { AgentView } from '#core/agent/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

const stateWords = {
  connected: { word: 'connected', shape: 'check', tone: 'go' },
  silent: { word: 'silent', shape: 'clock', tone: 'unk' },
} as const satisfies Record<AgentView['state'], StatusWords>;

export function AgentsTable({ agents }: { agents: AgentView[] }) {
  const silent = agents.filter((agent) => agent.state === 'silent').length;
  return (
    <Card title={titleOf(agents.length, silent)}>
      {agents.length === 0 ? (
        <StatePanel title="No agent has reported yet">
          Start one with the four lines above; it appears here with its first heartbeat.
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
                </span>
              </RowHead>
              <Cell label="State">
                <Status status={stateWords[agent.state]} />
              </Cell>
              <Cell label="Last seen" number>
                <When at={agent.lastSeenAt} />
              </Cell>
              <Cell label="Waiting" number>
                {formatCount(agent.backlog)}
              </Cell>
              <Cell label="Clock">
                {agent.skewed ? (
                  <span data-tip="Freshness is judged by the server's time; set the agent's clock.">
                    <Status status={{ word: skewText(agent.skewMs), shape: 'triangle', tone: 'cond' }} />
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

function titleOf(all: number, silent: number): string {
  if (all === 0) return 'Agents';
  if (silent === 0) return all === 1 ? 'The agent is connected' : `All ${all} agents are connected`;
  return `${silent} of ${all} agents ${silent === 1 ? 'is' : 'are'} silent`;
}

function skewText(skewMs: number): string {
  if (Math.abs(skewMs) < 1_000) return 'exact';
  return `${formatDuration(skewMs)} ${skewMs > 0 ? 'ahead' : 'behind'}`;
}
