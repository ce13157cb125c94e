import type { Stretch } from './characters.ts';

/** Characters that look like nothing, or like something else, and what to show in their place. */
const SIGNS: Record<string, string> = {
  ' ': '·',
  '\t': '⇥',
  '\n': '↵',
  '\r': '␍',
  '\u00a0': '⍽',
  '\u200b': '[ZWSP]',
  '\u200c': '[ZWNJ]',
  '\u200d': '[ZWJ]',
  '\u00ad': '[SHY]',
  '\ufeff': '[BOM]',
  '\u2028': '[LS]',
  '\u2029': '[PS]',
};

/** A piece of a value: as it stands, or as signs for what cannot be seen; `changed` differs from the other side. */
export type VisiblePart = { text: string; sign: boolean; changed: boolean };

/**
 * A value in pieces that can be seen. A single blank between words that both sides share stays a blank: only leading, trailing,
 * repeated and differing ones mislead the eye.
 */
export function visibleParts(stretches: readonly Stretch[]): VisiblePart[] {
  const characters = stretches.flatMap(({ text, changed }) => [...text].map((character) => ({ character, changed })));
  const parts: VisiblePart[] = [];
  characters.forEach(({ character, changed }, i) => {
    const quiet =
      character === ' ' && !changed && isWord(characters[i - 1]?.character) && isWord(characters[i + 1]?.character);
    const sign = quiet ? undefined : (SIGNS[character] ?? controlSign(character));
    const last = parts.at(-1);
    if (last && last.sign === (sign !== undefined) && last.changed === changed) last.text += sign ?? character;
    else parts.push({ text: sign ?? character, sign: sign !== undefined, changed });
  });
  return parts;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && character !== ' ';
}

function controlSign(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]` : undefined;
}
