'use client';

import { useEffect, useState } from 'react';
import type { AgentOverview } from '#core/agent/schema.ts';
import type { KeyView } from '#core/key/schema.ts';
import { NewKeyButton } from '../key/new-key-button.tsx';
import { Card } from '../ui/card.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { agentCommands, agentYaml, type Sides } from './agent-yaml.ts';
import { EngineChoice } from './engine-choice.tsx';
import { FirstResult } from './first-result.tsx';
import { OnboardingSteps } from './onboarding-steps.tsx';

type Props = {
  slug: string;
  migrationId: string;
  overview: AgentOverview;
  keys: readonly KeyView[];
  secret: string | null;
  onSecret: (secret: string) => void;
  mayEdit: boolean;
};

/** From nothing to the first result, with this migration's real values. Folded away once results arrive. */
export function QuickStart({ slug, migrationId, overview, keys, secret, onSecret, mayEdit }: Props) {
  const [origin, setOrigin] = useState('');
  const [engineOf, setEngineOf] = useState<Sides>({ legacy: 'sqlite', target: 'postgresql' });
  useEffect(() => setOrigin(window.location.origin), []);
  const { firstRun, plan } = overview;
  const isPlanEmpty = plan.datasets.length === 0;
  return (
    <Card title="Connect an agent" note={firstRun && <FirstResult slug={slug} firstRun={firstRun} />}>
      {firstRun === null && <OnboardingSteps slug={slug} overview={overview} keys={keys} />}
      <details open={firstRun === null || secret !== null}>
        <summary className="px-4 py-2 text-sm text-ink-2 hover:text-ink">Quick start</summary>
        <ol className="grid grid-cols-1 list-decimal gap-4 px-4 pt-1 pb-5 pl-9 marker:text-ink-3">
          <li>
            <p className="mb-1.5">An API key. It is shown once; keep it where your other secrets are.</p>
            {secret ? (
              <CodeBlock label="The new API key" text={secret} />
            ) : mayEdit ? (
              <NewKeyButton
                migrationId={migrationId}
                datasets={plan.datasets}
                suggested={isPlanEmpty ? ['ingest', 'control', 'plan'] : ['ingest', 'control']}
                onSecret={onSecret}
                look="primary"
              />
            ) : (
              <p className="text-ink-3">Lead and engineers create keys.</p>
            )}
          </li>
          <li>
            <p className="mb-1.5">
              <code className="font-mono text-xs">agent.yaml</code>, next to the databases. Passwords stay in the
              environment; nothing of it is sent here.
            </p>
            <p className="mb-1.5 flex flex-wrap gap-x-4 gap-y-1.5">
              <EngineChoice
                label="Legacy"
                engine={engineOf.legacy}
                onChange={(legacy) => setEngineOf({ ...engineOf, legacy })}
              />
              <EngineChoice
                label="Target"
                engine={engineOf.target}
                onChange={(target) => setEngineOf({ ...engineOf, target })}
              />
            </p>
            <CodeBlock
              label="agent.yaml"
              text={agentYaml(
                origin,
                engineOf,
                plan.datasets.map(({ name }) => name),
              )}
            />
          </li>
          <li>
            <p className="mb-1.5">
              {isPlanEmpty && 'The first puts the tables into the plan; its key must be allowed to declare. '}
              <code className="font-mono text-xs">--once</code> to see that it works, then on schedule. Both send what
              they find.
            </p>
            <CodeBlock label="Commands" text={agentCommands(secret, engineOf, isPlanEmpty)} />
          </li>
        </ol>
      </details>
    </Card>
  );
}
