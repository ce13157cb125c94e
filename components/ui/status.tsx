import { cx } from './cx.ts';
import { Shape, type ShapeName } from './shape.tsx';
import { type Tone, toneText } from './tone.ts';

/** A status is never colour alone: each has its own shape, its word and its tone. Vocabularies live beside their entity. */
export type StatusWords = { word: string; shape: ShapeName; tone: Tone };

type Props = { status: StatusWords; className?: string };

export function Status({ status, className }: Props) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 whitespace-nowrap font-semibold',
        toneText[status.tone],
        className,
      )}
    >
      {/* As tall as its word. */}
      <Shape name={status.shape} className="size-[1em]" />
      {status.word}
    </span>
  );
}
