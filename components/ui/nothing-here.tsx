import { buttonClass } from './button.tsx';
import { PageLink } from './page-link.tsx';
import { StatePanel } from './state-panel.tsx';

/** An address that leads nowhere, or not for this reader: which of the two is not revealed. */
export function NothingHere() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <StatePanel
        title="There is nothing here"
        action={
          <PageLink href="/" className={buttonClass({ look: 'primary' })}>
            To the portfolio
          </PageLink>
        }
      >
        The address may be wrong, or it belongs to a migration you are not part of.
      </StatePanel>
    </>
  );
}
