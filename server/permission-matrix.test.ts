import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveHub } from './live/live-hub.ts';
import { listProcedures, type ServedProcedure } from './procedures.ts';
import { callDoor, type Door, type DoorAnswer, doors, hasDoor } from './testing/call-door.ts';
import { type Caller, makeCallers, makeSpentCallers } from './testing/callers.ts';
import { type MadeMigration, makeDatasets, makeMigration } from './testing/factory.ts';
import { isForKeysOnly, migrationFieldOf, rowOf } from './testing/permission-inputs.ts';
import { type PermissionRow, permissionTable } from './testing/permission-table.ts';

/**
 * Every procedure × every door it has × every role, every scope, no role, no one, sessions and keys that are no longer good × the
 * caller's own migration and another one, as requests with real cookies and keys. Nothing here passes proxy.ts.
 */
let own: MadeMigration;
let other: MadeMigration;
let callers: Caller[];
let spent: Caller[];

beforeAll(async () => {
  own = await makeMigration();
  other = await makeMigration({ slug: 'taken' });
  await makeDatasets(own, [{ name: 'payouts' }]);
  callers = await makeCallers(own, other);
  spent = await makeSpentCallers(own);
});

afterAll(() => liveHub().close());

type Outcome = 'in' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'UNNAMED';

const UNKNOWN_MIGRATION = 'There is no such migration, or you are not a member of it.';
const FOREIGN = 'Calls that change something must come from this site, or bring a key.';

/** What the two tables say, before anything is looked up. */
function expected(caller: Caller, { can }: PermissionRow, target: string): Outcome {
  if (caller.kind === 'bad key') return 'UNAUTHENTICATED';
  if (can === 'anyone') return 'in';
  if (caller.kind === 'nobody') return 'UNAUTHENTICATED';
  const isPerson = caller.kind === 'person';
  if (can === 'system') return 'FORBIDDEN';
  if (can === 'signedIn') return isPerson ? 'in' : 'FORBIDDEN';
  if (can === 'instance.createMigration' || can === 'instance.manageUsers') return caller.isAdmin ? 'in' : 'FORBIDDEN';
  // People hear of their own migrations, which may be none; a key needs the scope.
  if (typeof can === 'object') return isPerson || caller.holds(can.every) ? 'in' : 'FORBIDDEN';
  if (isForKeysOnly(can)) return isPerson ? 'UNNAMED' : caller.holds(can) ? 'in' : 'FORBIDDEN';
  if (caller.migrationId !== target) return 'NOT_FOUND';
  return caller.holds(can) ? 'in' : 'FORBIDDEN';
}

/** Whatever is not refused for who calls has been let in, also where what the input names is not there. */
function outcomeOf({ status, message, problems }: DoorAnswer): Outcome {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403 && message !== FOREIGN) return 'FORBIDDEN';
  if (status === 404) return message === UNKNOWN_MIGRATION ? 'NOT_FOUND' : 'in';
  if (status === 400 && problems.length === 1 && problems[0]?.pointer === '/migrationId') return 'UNNAMED';
  if (status === 200 || status === 409 || status === 422) return 'in';
  throw new Error(`The call says nothing about permissions: ${status} ${message} ${JSON.stringify(problems)}`);
}

async function outcomesOf(door: Door, procedure: ServedProcedure, row: PermissionRow) {
  const field = migrationFieldOf(procedure);
  const got: Record<string, Outcome> = {};
  const want: Record<string, Outcome> = {};
  const ask = async (caller: Caller, target: MadeMigration, words: string) => {
    const name = `${caller.name}${words}`;
    const input = { ...(field === null ? {} : { [field]: field === 'slug' ? target.slug : target.id }), ...row.input };
    want[name] = expected(caller, row, target.id);
    got[name] = outcomeOf(await callDoor(door, procedure, input, await caller.headers()));
  };
  for (const caller of [...callers, ...spent]) {
    await ask(caller, own, '');
    if (field !== null && !spent.includes(caller)) await ask(caller, other, ', in the other migration');
  }
  return { got, want };
}

describe('who may call what', () => {
  it('has a row for every procedure, and no row for anything else', () => {
    const calls = listProcedures().map(({ call }) => call);
    expect(Object.keys(permissionTable).toSorted()).toEqual(calls.toSorted());
  });

  it('declares for every procedure what the table says', () => {
    for (const { call, meta } of listProcedures()) expect([call, meta?.can]).toEqual([call, rowOf(call).can]);
  });

  it('has both doors and every outcome in it, so that it cannot pass by asking nothing', () => {
    const all = listProcedures();
    expect(all.filter((procedure) => hasDoor(procedure, 'http')).length).toBeGreaterThan(10);
    expect(callers.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['nobody', 'person', 'key']));
    const outcomes = all.flatMap(({ call }) => {
      return [...callers, ...spent].map((caller) => expected(caller, rowOf(call), own.id));
    });
    expect(new Set(outcomes).size).toBe(5);
  });

  const calls = listProcedures().flatMap((procedure) => {
    return doors.filter((door) => hasDoor(procedure, door)).map((door) => [procedure.call, door, procedure] as const);
  });
  it.each(calls)('%s over %s', { timeout: 60_000 }, async (call, door, procedure) => {
    const { got, want } = await outcomesOf(door, procedure, rowOf(call));
    expect(got).toEqual(want);
  });
});
