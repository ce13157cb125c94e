import { describe, expect, test } from 'vitest';
import { sparklinePath } from './sparkline-path.ts';

describe('sparkline', () => {
  test('spans its box and holds the threshold inside', () => {
    expect(sparklinePath(['0', '1'], '2', 100, 26)).toEqual({ line: 'M3 23L97 13', dots: [], thresholdY: 3 });
  });
  test('a gap in the evidence is a gap in the line, a lone value a dot', () => {
    const drawn = sparklinePath(['1', '2', null, '3', null], null, 100, 20);
    expect(drawn?.line.match(/M/g)).toHaveLength(2);
    expect(drawn?.dots).toEqual([{ x: 73.5, y: 3 }]);
    expect(drawn?.thresholdY).toBeNull();
  });
  test('a constant lies in the middle', () => {
    expect(sparklinePath(['5', '5'], '5', 100, 20)).toEqual({ line: 'M3 10L97 10', dots: [], thresholdY: 10 });
  });
  test('without a value there is nothing to draw', () => {
    expect(sparklinePath([null, null], '1', 100, 20)).toBeNull();
    expect(sparklinePath([], '1', 100, 20)).toBeNull();
  });
});
