import { createHash } from 'node:crypto';

/**
 * Repeatable chance: the same seed gives the same business on every machine. SHA-256 in counter mode, so streams with
 * different names are independent and adding draws to one table never changes another.
 */
export class Random {
  readonly #seed: string;
  #block = 0;
  #pool: Buffer = Buffer.alloc(0);
  #used = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** A number in [0, 1). */
  next(): number {
    if (this.#used >= this.#pool.length) {
      this.#pool = createHash('sha256')
        .update(`${this.#seed}#${this.#block++}`)
        .digest();
      this.#used = 0;
    }
    const drawn = this.#pool.readUInt32BE(this.#used);
    this.#used += 4;
    return drawn / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** Picks by weight: `[['often', 9], ['rare', 1]]`. */
  weighted<T>(choices: ReadonlyArray<readonly [T, number]>): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of choices) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(choices)[0];
  }
}
