import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { generateBusiness } from './generate.ts';
import { centsOf, instantOf } from './legacy-value.ts';
import { legacyTables, tables } from './tables.ts';

const NOW = Date.parse('2026-11-21T08:00:00Z');
const digest = (business: object) => createHash('sha256').update(JSON.stringify(business)).digest('hex');

describe('generateBusiness', () => {
  const business = generateBusiness('test', NOW, 0.1);

  test('the same seed and time give the same rows, another seed gives others', () => {
    expect(digest(generateBusiness('test', NOW, 0.1))).toBe(digest(business));
    expect(digest(generateBusiness('other', NOW, 0.1))).not.toBe(digest(business));
  });

  test.each(legacyTables)('%s has no key twice', (table) => {
    const keys = business[table].map((row) =>
      JSON.stringify(
        tables[table].legacyKey.map((column) => Object.entries(row).find(([name]) => name === column)?.[1]),
      ),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(10);
  });

  test('every row belongs to one that exists', () => {
    const links = new Set(business.LNK.map((link) => link.LNK_GUID));
    const clicks = new Set(business.CLK.map((click) => click.CLK_NO));
    const registrations = new Set(business.REGIS.map((registration) => registration.REG_NO));
    expect(business.CLK.every((click) => links.has(click.LNK_GUID))).toBe(true);
    expect(business.REGIS.every((registration) => clicks.has(registration.CLK_NO))).toBe(true);
    expect(business.DEPO.every((deposit) => registrations.has(deposit.REG_NO))).toBe(true);
    expect(new Set(business.COMM.filter((c) => c.LVL === 1).map((c) => c.DEPO_NO)).size).toBe(business.DEPO.length);
  });

  test('nothing lies in the future', () => {
    const times = legacyTables.flatMap((table) =>
      business[table].flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) =>
          column.endsWith('_TS') && typeof value === 'string' ? [instantOf(value)] : [],
        ),
      ),
    );
    expect(times.length).toBeGreaterThan(5_000);
    expect(Math.max(...times)).toBeLessThan(NOW);
  });

  test('payouts are the commissions of their week to the cent', () => {
    const paid = business.PAYOT.reduce((sum, payout) => sum + centsOf(payout.AMT), 0);
    const periods = new Set(business.PAYOT.map((payout) => payout.PERIOD));
    const lastDay = Math.max(...[...periods].map((period) => Date.parse(period))) + 7 * 86_400_000;
    const earned = business.COMM.filter((commission) => instantOf(commission.CRE_TS) < lastDay);
    expect(earned.reduce((sum, commission) => sum + centsOf(commission.AMT), 0)).toBe(paid);
  });
});
