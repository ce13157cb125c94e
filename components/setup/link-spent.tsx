import { Entrance } from '../session/entrance.tsx';
import { buttonClass } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';

export function LinkSpent() {
  return (
    <Entrance
      title="This link no longer works"
      lead="Links work once and for a limited time. Ask for a new one; the set-up link is printed again when the server starts without users."
    >
      <PageLink href="/sign-in" className={buttonClass({ look: 'primary' }, 'min-h-10')}>
        Sign in
      </PageLink>
    </Entrance>
  );
}
