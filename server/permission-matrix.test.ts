import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveHub } from './live/live-hub.ts';
import { listProcedures } from './procedures.ts';
import { hasEntryPoint } from './testing/call-entry-point.ts';
import { rowOf } from './testing/permission-inputs.ts';
import { type Everybody, expected, makeEverybody, testPermissions } from './testing/permission-suite.ts';
import { permissionTable } from './testing/permission-table.ts';

let everybody: Everybody;
beforeAll(async () => {
  everybody = await makeEverybody();
});
afterAll(() => liveHub().close());

/** At the handlers themselves, which proxy.ts does not stand before. */
describe('who may call what', () => {
  it('has a row for every procedure, and no row for anything else', () => {
    const calls = listProcedures().map(({ call }) => call);
    expect(Object.keys(permissionTable).toSorted()).toEqual(calls.toSorted());
  });

  it('declares for every procedure what the table says', () => {
    for (const { call, meta } of listProcedures()) expect([call, meta?.can]).toEqual([call, rowOf(call).can]);
  });

  it('has both entry points and every outcome in it, so that it cannot pass by asking nothing', () => {
    const { own, callers, spent } = everybody;
    const all = listProcedures();
    expect(all.filter((procedure) => hasEntryPoint(procedure, 'http')).length).toBeGreaterThan(10);
    expect(callers.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['nobody', 'person', 'key']));
    const outcomes = all.flatMap(({ call }) => {
      return [...callers, ...spent].map((caller) => expected(caller, rowOf(call), own.id));
    });
    expect(new Set(outcomes).size).toBe(5);
  });

  testPermissions(
    () => everybody,
    () => undefined,
  );
});
