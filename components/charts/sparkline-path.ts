type Point = { x: number; y: number };
type Drawn = { line: string; dots: Point[]; thresholdY: number | null };

const PAD = 3;

/**
 * The path of a sparkline. Numbers arrive as text and become floats here, because a pixel needs no more. A value without neighbours
 * would be an invisible line: it becomes a dot.
 */
export function sparklinePath(
  values: readonly (string | null)[],
  threshold: string | null,
  width: number,
  height: number,
): Drawn | null {
  const numbers = values.map((value) => (value === null ? null : Number(value)));
  const known = numbers.filter((value) => value !== null);
  if (known.length === 0) return null;
  const range = threshold === null ? known : [...known, Number(threshold)];
  const low = Math.min(...range);
  const span = Math.max(...range) - low;
  const xOf = (i: number) =>
    round(numbers.length === 1 ? width / 2 : PAD + (i / (numbers.length - 1)) * (width - 2 * PAD));
  const yOf = (value: number) =>
    round(span === 0 ? height / 2 : height - PAD - ((value - low) / span) * (height - 2 * PAD));

  let line = '';
  const dots: Point[] = [];
  numbers.forEach((value, i) => {
    if (value === null) return;
    const before = numbers[i - 1] ?? null;
    const after = numbers[i + 1] ?? null;
    line += `${before === null ? 'M' : 'L'}${xOf(i)} ${yOf(value)}`;
    if (before === null && after === null) dots.push({ x: xOf(i), y: yOf(value) });
  });
  return { line, dots, thresholdY: threshold === null ? null : yOf(Number(threshold)) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
