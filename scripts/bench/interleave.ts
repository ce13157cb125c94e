import type { BenchOptions } from './bench.ts';

/** Fewer say nothing on a machine that does other things too. */
export const ROUNDS = 5;

/** Does its work once and answers what it measured. `round` is −1 for the one that is thrown away. */
export type Contender = (round: number) => Promise<number>;

/**
 * Measures contenders turn by turn, so that whatever else the machine does meets all of them alike: a round that is thrown away, then
 * `rounds` in an order that is turned around each time. Answers the values of each contender, in the order of the contenders.
 */
export async function interleave(
  { quick, signal }: Pick<BenchOptions, 'quick' | 'signal'>,
  contenders: readonly Contender[],
  rounds = ROUNDS,
): Promise<number[][]> {
  const runs = contenders.map((measure) => ({ measure, values: [] as number[] }));
  for (let round = quick ? 0 : -1; round < (quick ? 1 : rounds); round += 1) {
    for (const { measure, values } of round % 2 === 0 ? runs : runs.toReversed()) {
      signal.throwIfAborted();
      const value = await measure(round);
      if (round >= 0) values.push(value);
    }
  }
  return runs.map(({ values }) => values);
}
