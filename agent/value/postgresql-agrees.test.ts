import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyDatabase } from '../../server/testing/database.ts';
import { canonicalDecimal } from './canonical-decimal.ts';
import { floatText } from './canonical-float.ts';
import { canonicalJson } from './canonical-json.ts';
import { canonicalInstant } from './canonical-time.ts';

/** What this process computes must be what PostgreSQL computes: rows are hashed on both sides. */
describe('canonical texts agree with PostgreSQL', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: await createEmptyDatabase() });
    client.on('error', () => {});
    await client.connect();
    await client.query(`set timezone = 'UTC'; set datestyle = 'ISO'`);
  });
  afterAll(() => client.end());

  const ask = async (sql: string, values: string[]): Promise<string[]> => {
    const { rows } = await client.query<{ v: string }>(
      `select (${sql})::text as v from unnest($1::text[]) with ordinality u(x, n) order by n`,
      [values],
    );
    return rows.map((row) => row.v);
  };

  it('for doubles, but for those whose shortest text is a matter of taste', async () => {
    const values = fc.sample(fc.double({ noNaN: true }), { numRuns: 5_000, seed: 1 });
    const theirs = await ask('x::float8 + 0::float8', values.map(String));
    const unlike = values.filter((value, i) => floatText(value) !== theirs[i]);
    // The server prints a digit more where the shortest text lies exactly half-way to a neighbour. Settled, they are alike.
    expect(unlike.length).toBeLessThan(5);
    expect(theirs.map((text) => floatText(Number(text)))).toEqual(values.map(floatText));
  });

  it('for decimals', async () => {
    const texts = fc.sample(
      fc
        .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: -30, max: 30 }))
        .map(([digits, exponent]) => `${digits}e${exponent}`),
      { numRuns: 2_000, seed: 2 },
    );
    expect(texts.map(canonicalDecimal)).toEqual(await ask('trim_scale(x::numeric)', texts));
  });

  it.each([
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'America/Sao_Paulo',
    'Africa/Johannesburg',
  ])('for local times in %s, skipped and doubled hours included', async (zone) => {
    const random = fc.date({ min: new Date('1971-01-01'), max: new Date('2037-01-01'), noInvalidDate: true });
    // Every half hour of the days on which clocks change somewhere.
    const days = [
      '2024-03-10',
      '2024-03-31',
      '2024-04-07',
      '2024-10-06',
      '2024-10-27',
      '2024-11-03',
      '2018-02-18',
      '2018-11-04',
    ];
    const halfHours = days.flatMap((day) =>
      Array.from({ length: 48 }, (_, i) => `${day} ${String(i >> 1).padStart(2, '0')}:${i % 2 ? '30' : '00'}:00`),
    );
    const texts = [
      ...fc.sample(random, { numRuns: 500, seed: 3 }).map((date) => date.toISOString().slice(0, 19)),
      ...halfHours,
    ];
    expect(texts.map((text) => canonicalInstant(text, zone))).toEqual(
      await ask(`x::timestamp at time zone '${zone}'`, texts),
    );
  });

  it('for JSON', async () => {
    const values = fc.sample(fc.jsonValue({ noUnicodeString: false, depthSize: 'small' }), { numRuns: 500, seed: 4 });
    const texts = values
      .map((value) => JSON.stringify(value))
      .filter((text) => !/\\u0000|\\ud[89a-f]|e[+-]/i.test(text));
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.map(canonicalJson)).toEqual(await ask('x::jsonb', texts));
  });
});
