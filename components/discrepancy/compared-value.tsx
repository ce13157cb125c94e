import type { ComparedValue } from '#core/run/value.ts';
import { diffCharacters, type Stretch } from '#lib/diff/characters.ts';
import { visibleParts } from '#lib/diff/visible-characters.ts';
import { cx } from '../ui/cx.ts';

type Props = {
  side: 'legacy' | 'target';
  value: ComparedValue | null;
  other: ComparedValue | null;
  /** What to say where this side has no value to show. */
  absent: string;
};

/** One side of a difference. Null, empty text, 0 and "no such row" never look alike, and blanks can be seen. */
export function ComparedValueText({ side, value, other, absent }: Props) {
  if (value === null) return <Special>{absent}</Special>;
  if ('masked' in value) {
    return (
      <span data-tip={`Masked by the agent (${value.method}); the clear value never left it.`}>
        {value.masked} <Special>masked</Special>
      </span>
    );
  }
  if (value.value === null) return <Special>null</Special>;
  if (value.value === '') {
    return (
      <span>
        "" <Special>empty text</Special>
      </span>
    );
  }
  return (
    <span className="break-words whitespace-pre-wrap">
      {visibleParts(stretchesOf(side, value.value, other)).map((part, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in its order
          key={i}
          className={cx(
            part.changed &&
              (side === 'legacy' ? 'rounded-[3px] bg-go-soft text-go' : 'rounded-[3px] bg-no-soft text-no'),
            part.changed && 'font-semibold',
            part.sign && !part.changed && 'text-ink-3',
          )}
        >
          {part.text}
        </span>
      ))}
      {value.truncated && <Special> … cut off</Special>}
    </span>
  );
}

function stretchesOf(side: 'legacy' | 'target', text: string, other: ComparedValue | null): Stretch[] {
  if (!other || !('value' in other) || other.value === null || other.value === '') return [{ text, changed: false }];
  return side === 'legacy' ? diffCharacters(text, other.value).legacy : diffCharacters(other.value, text).target;
}

function Special({ children }: { children: React.ReactNode }) {
  return <i className="rounded-[3px] bg-hush px-1 font-sans text-ink-2">{children}</i>;
}
