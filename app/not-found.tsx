import Link from 'next/link';
import { buttonClass } from '#components/ui/button.tsx';
import { StatePanel } from '#components/ui/state-panel.tsx';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center">
      <h1 className="sr-only">Not found</h1>
      <StatePanel
        title="There is nothing here"
        action={
          <Link href="/" className={buttonClass({ look: 'primary' })}>
            To the portfolio
          </Link>
        }
      >
        The address may be wrong, or it belongs to a migration you are not part of.
      </StatePanel>
    </main>
  );
}
