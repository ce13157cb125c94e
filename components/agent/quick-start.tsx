'use client';

import { useEffect, useState } from 'react';
import { NewKeyButton } from '../key/new-key-button.tsx';
import { Card } from '../ui/card.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { agentYaml } from './agent-yaml.ts';
import { FirstResult } from './first-result.tsx';

type Props = {
  slug: string;
  migrationId: string;
  firstRunAt: string | null;
  secret: string | null;
  onSecret: (secret: string) => void;
  mayEdit: boolean;
};

/** From nothing to the first result, with this migration's real values. Folded away once results arrive. */
export function QuickStart({ slug, migrationId, firstRunAt, secret, onSecret, mayEdit }: Props) {
  const [origin, setOrigin] = useState('');
  useEffect(() => setOrigin(window.location.origin), []);
  return (
    <Card title="Connect an agent" note={<FirstResult slug={slug} firstRunAt={firstRunAt} />}>
      <details open={firstRunAt === null || secret !== null} className="group">
        <summary className="px-4 py-2 text-sm text-ink-2 hover:text-ink">Quick start</summary>
        <ol className="grid list-decimal gap-4 px-4 pt-1 pb-5 pl-9 marker:text-ink-3">
          <li>
            <p className="mb-1.5">An API key. It is shown once; keep it where your other secrets are.</p>
            {secret ? (
              <CodeBlock label="The new API key" text={secret} />
            ) : mayEdit ? (
              <NewKeyButton migrationId={migrationId} onSecret={onSecret} look="primary" />
            ) : (
              <p className="text-ink-3">Lead and engineers create keys.</p>
            )}
          </li>
          <li>
            <p className="mb-1.5">
              <code className="font-mono text-xs">agent.yaml</code>, next to the databases. Passwords stay in the
              environment; nothing of it is sent here.
            </p>
            <CodeBlock label="agent.yaml" text={agentYaml(origin)} />
          </li>
          <li>
            <p className="mb-1.5">Once, to see that it works; then on schedule. Both send what they find.</p>
            <CodeBlock
              label="Commands"
              text={`export PARALLAX_KEY=${secret ?? 'plx_…'}\nnpx parallax-agent run agent.yaml --once\nnpx parallax-agent run agent.yaml`}
            />
          </li>
          <li>
            <FirstResult slug={slug} firstRunAt={firstRunAt} />
          </li>
        </ol>
      </details>
    </Card>
  );
}
