'use client';

import { ZoneProvider } from '../time/zone.tsx';
import { CURRENT_FOR_MS, useCurrentVerdict } from './use-current-verdict.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { WallboardLost } from './wallboard-lost.tsx';
import { WallboardVerdict } from './wallboard-verdict.tsx';

/** Should this page itself come to a halt, the style sheet covers it: nothing but a new answer puts it off. */
const COVER_AFTER_MS = 2 * CURRENT_FOR_MS;

/** The verdict for a wallboard, read from four metres, with nothing to press. `slug` is left out with a share link. */
export function Wallboard({ slug }: { slug?: string }) {
  const current = useCurrentVerdict(slug);
  useWakeLock();
  if (!current) {
    return (
      <main className="wallboard">
        <h1 className="wallboard-word text-unk">No answer yet</h1>
      </main>
    );
  }
  if (current.state === 'lost') return <WallboardLost last={current.last} forMs={current.forMs} />;
  const { data } = current;
  return (
    <ZoneProvider timeZone={data.migration.timeZone}>
      <WallboardVerdict slug={slug} data={data} />
      <div
        key={data.computedAt}
        aria-hidden="true"
        className="wallboard-cover"
        style={{ animationDelay: `${COVER_AFTER_MS}ms` }}
      >
        <p className="wallboard-word">Not current</p>
        <p className="wallboard-line">This screen has stopped. Reload it.</p>
      </div>
    </ZoneProvider>
  );
}
