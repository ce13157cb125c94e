import { expect, it } from 'vitest';
import { randomOf } from './random.ts';

it('a seed repeats everything, another one does something else', () => {
  const draw = (seed: number) => {
    const random = randomOf(seed);
    return [random.next(), random.int(1_000), random.pick(['a', 'b', 'c']), random.shuffle([1, 2, 3, 4, 5, 6, 7, 8])];
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(randomOf(7).shuffle([1, 2, 3, 4]).toSorted()).toEqual([1, 2, 3, 4]);
  const random = randomOf(1);
  const seen = new Set(Array.from({ length: 200 }, () => random.int(5)));
  expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4]);
});
