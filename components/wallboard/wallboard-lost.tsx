import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatClock } from '#lib/format/instant.ts';
import { Shape } from '../ui/shape.tsx';
import { verdictWords } from '../verdict/labels.ts';

/** No verdict is shown at all: what was true is a small line, struck through. */
export function WallboardLost({ last, forMs }: { last: GoNoGo; forMs: number }) {
  const { migration, verdict, computedAt } = last;
  return (
    <main className="wallboard wallboard-alarm" role="alert" data-wallboard="lost">
      <p className="wallboard-line">{migration.name}</p>
      <h1 className="wallboard-word flex items-center gap-[2vw]">
        <Shape name="diamond" size={150} className="flex-none [--cut:#ff9a66]" />
        Not current
      </h1>
      <div>
        <p className="wallboard-line font-semibold">
          No answer from Parallax for {Math.max(1, Math.round(forMs / 1_000))} s. Do not go by this screen.
        </p>
        <p className="wallboard-small mt-[1vw]">
          At {formatClock(computedAt, migration.timeZone)} it said <s>{verdictWords[verdict].word}</s>. It goes on by
          itself as soon as there is an answer.
        </p>
      </div>
    </main>
  );
}
