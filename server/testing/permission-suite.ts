import { expect, it } from 'vitest';
import { GATE_CLOSED } from '../gate/check-flagger-gate.ts';
import { listProcedures, type ServedProcedure } from '../procedures.ts';
import {
  callEntryPoint,
  type EntryPoint,
  type EntryPointAnswer,
  entryPoints,
  hasEntryPoint,
} from './call-entry-point.ts';
import { type Caller, makeCallers, makeSpentCallers } from './callers.ts';
import { type MadeMigration, makeDatasets, makeMigration } from './factory.ts';
import { isForKeysOnly, migrationFieldOf, rowOf } from './permission-inputs.ts';
import type { PermissionRow } from './permission-table.ts';

export type Everybody = { own: MadeMigration; other: MadeMigration; callers: Caller[]; spent: Caller[] };

export async function makeEverybody(): Promise<Everybody> {
  const own = await makeMigration();
  const other = await makeMigration({ slug: 'taken' });
  await makeDatasets(own, [{ name: 'payouts' }]);
  return { own, other, callers: await makeCallers(own, other), spent: await makeSpentCallers(own) };
}

type Outcome = 'in' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'UNNAMED';

const UNKNOWN_MIGRATION = 'There is no such migration, or you are not a member of it.';
const FOREIGN = 'Calls that change something must come from this site, or bring a key.';

/** A gate that is closed says so to those who may ask. */
const isRefused = (message: string) => message !== FOREIGN && !message.startsWith(GATE_CLOSED);

const AT_ONCE = 6;

/** What the two tables say, before anything is looked up. */
export function expected(caller: Caller, { can }: PermissionRow, target: string): Outcome {
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
function outcomeOf({ status, message, problems }: EntryPointAnswer): Outcome {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403 && isRefused(message)) return 'FORBIDDEN';
  if (status === 404) return message === UNKNOWN_MIGRATION ? 'NOT_FOUND' : 'in';
  if (status === 400 && problems.length === 1 && problems[0]?.pointer === '/migrationId') return 'UNNAMED';
  if (status === 403 && message.startsWith(GATE_CLOSED)) return 'in';
  if (status === 200 || status === 409 || status === 422) return 'in';
  throw new Error(`The call says nothing about permissions: ${status} ${message} ${JSON.stringify(problems)}`);
}

async function outcomesOf(
  { own, other, callers, spent }: Everybody,
  entryPoint: EntryPoint,
  procedure: ServedProcedure,
  at?: string,
) {
  const row = rowOf(procedure.call);
  const field = migrationFieldOf(procedure);
  const got: Record<string, Outcome> = {};
  const want: Record<string, Outcome> = {};
  const ask = async (caller: Caller, target: MadeMigration, words: string) => {
    const name = `${caller.name}${words}`;
    const input = { ...(field === null ? {} : { [field]: field === 'slug' ? target.slug : target.id }), ...row.input };
    want[name] = expected(caller, row, target.id);
    got[name] = outcomeOf(await callEntryPoint(entryPoint, procedure, input, await caller.headers(), at));
  };
  const asked = [...callers, ...spent].flatMap((caller) => {
    const elsewhere = field !== null && !spent.includes(caller);
    return [() => ask(caller, own, ''), ...(elsewhere ? [() => ask(caller, other, ', in the other migration')] : [])];
  });
  // A few at a time: most of a call is waiting for the database.
  for (let i = 0; i < asked.length; i += AT_ONCE) await Promise.all(asked.slice(i, i + AT_ONCE).map((one) => one()));
  return { got, want };
}

/**
 * Every procedure × every entry point it has × every role, every scope, no role, no one, sessions and keys that are no longer good × the
 * caller's own migration and another one, as requests with real cookies and keys.
 */
export function testPermissions(everybody: () => Everybody, at: () => string | undefined): void {
  const calls = listProcedures().flatMap((procedure) => {
    return entryPoints
      .filter((entryPoint) => hasEntryPoint(procedure, entryPoint))
      .map((entryPoint) => [procedure.call, entryPoint, procedure] as const);
  });
  it.each(calls)('%s over %s', { timeout: 60_000 }, async (_, entryPoint, procedure) => {
    const { got, want } = await outcomesOf(everybody(), entryPoint, procedure, at());
    expect(got).toEqual(want);
  });
}
