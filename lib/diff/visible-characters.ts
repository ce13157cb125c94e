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

export type VisiblePart = { text: string; sign: boolean };

/**
 * Text cut into what can be read as it stands and signs for what cannot be seen. Single blanks between words stay blanks unless
 * `everyBlank`: only leading, trailing and repeated ones mislead the eye.
 */
export function visibleCharacters(text: string, everyBlank = false): VisiblePart[] {
  const parts: VisiblePart[] = [];
  const characters = [...text];
  characters.forEach((character, i) => {
    const plainBlank = character === ' ' && !everyBlank && isBetweenWords(characters, i);
    const sign = plainBlank ? undefined : (SIGNS[character] ?? controlSign(character));
    const last = parts.at(-1);
    if (last && last.sign === (sign !== undefined)) last.text += sign ?? character;
    else parts.push({ text: sign ?? character, sign: sign !== undefined });
  });
  return parts;
}

function isBetweenWords(characters: string[], i: number): boolean {
  const before = characters[i - 1];
  const after = characters[i + 1];
  return before !== undefined && after !== undefined && before !== ' ' && after !== ' ';
}

function controlSign(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]` : undefined;
}
