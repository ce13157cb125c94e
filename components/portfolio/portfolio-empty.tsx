import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { StatePanel } from '../ui/state-panel.tsx';

type Props = { /** For administrators only. */ onCreate: (() => void) | null };

/** The first minute of a new installation, or of a person whom nobody has invited into a migration yet. */
export function PortfolioEmpty({ onCreate }: Props) {
  return (
    <div className="rounded-card border bg-card shadow-card">
      <h1 className="sr-only">Migrations</h1>
      {onCreate ? (
        <StatePanel
          title="No migration yet"
          action={
            <Button look="primary" onClick={onCreate}>
              New migration
            </Button>
          }
        >
          <p>
            A migration is one legacy system that is replaced by one target system. Create yours, declare what to
            compare, and connect an agent.
          </p>
          <p className="mt-4 mb-1.5">Only looking? This shows one that is really compared:</p>
          <div className="mx-auto max-w-xs text-left">
            <CodeBlock label="Command for the demo" text="npm run demo" />
          </div>
        </StatePanel>
      ) : (
        <StatePanel title="You are not part of a migration yet">
          Ask a migration lead to invite you: <em>People</em> in their migration, with the e-mail address you signed in
          with.
        </StatePanel>
      )}
    </div>
  );
}
