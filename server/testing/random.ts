import { mulberry32 } from '#core/forecast/random.ts';

/** Random numbers that a seed repeats (mulberry32), for faults and benches; nothing secret may come of it. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, 0 ≤ n < below */
  int(below: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  shuffle<T>(list: readonly T[]): T[];
};

export function randomOf(seed: number): Random {
  const bits = mulberry32(seed);
  const next = () => bits() / 4_294_967_296;
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    pick: (list) => list[int(list.length)] ?? list[0],
    shuffle: (list) =>
      list
        .map((one) => ({ one, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one),
  };
}
