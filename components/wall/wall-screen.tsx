'use client';

import { ZoneProvider } from '../time/zone.tsx';
import { CURRENT_FOR_MS, useCurrentVerdict } from './use-current-verdict.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { WallLost } from './wall-lost.tsx';
import { WallVerdict } from './wall-verdict.tsx';

/** Should this page itself come to a halt, the style sheet covers it: nothing but a new answer puts it off. */
const COVER_AFTER_MS = 2 * CURRENT_FOR_MS;

/** The verdict for a screen on the wall, read from four metres, with nothing to press. `slug` is left out with a share link. */
export function WallScreen({ slug }: { slug?: string }) {
  const current = useCurrentVerdict(slug);
  useWakeLock();
  if (!current) {
    return (
      <main className="wall">
        <h1 className="wall-word text-unk">No answer yet</h1>
      </main>
    );
  }
  if (current.state === 'lost') return <WallLost last={current.last} forMs={current.forMs} />;
  const { data } = current;
  return (
    <ZoneProvider timeZone={data.migration.timeZone}>
      <WallVerdict slug={slug} data={data} />
      <div
        key={data.computedAt}
        aria-hidden="true"
        className="wall-cover"
        style={{ animationDelay: `${COVER_AFTER_MS}ms` }}
      >
        <p className="wall-word">Not current</p>
        <p className="wall-line">This screen has stopped. Reload it.</p>
      </div>
    </ZoneProvider>
  );
}
