import type { Output } from '../command-line.ts';

const codes = { red: 31, green: 32, yellow: 33, bold: 1 } as const;
export type Paint = (colour: keyof typeof codes, text: string) => string;

/** Colours on a terminal only, and not where somebody asked for none (no-color.org). The words say the same without. */
export function painterOf(out: Output, env: Record<string, string | undefined>): Paint {
  const isColoured = out.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return (colour, text) => (isColoured ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text);
}
