import { z } from 'zod';
import { isPermission } from '#core/permissions.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import type { ServedProcedure } from '../procedures.ts';
import type { Things } from './full-migration.ts';
import { type PermissionRow, type ProcedurePath, permissionTable } from './permission-table.ts';

const isPath = (call: string): call is ProcedurePath => call in permissionTable;

export function rowOf(call: string): PermissionRow {
  if (!isPath(call)) throw new Error(`server/testing/permission-table.ts has no row for ${call}.`);
  return permissionTable[call];
}

/** What only keys may do names no migration: a key knows its own. */
export const isForKeysOnly = (can: PermissionRow['can']) => can === 'evidence.push' || can === 'control.read';

/** By which field the input names its migration; null where it names none. */
export function migrationFieldOf({ call, input }: ServedProcedure): 'slug' | 'migrationId' | null {
  const { can } = rowOf(call);
  if (typeof can === 'object' || !isPermission(can) || isForKeysOnly(can)) return null;
  return input instanceof z.ZodObject && 'slug' in input.shape ? 'slug' : 'migrationId';
}

/** The row's input with every made-up id replaced by that of a thing that is there: `checkId` by `things.checkId`. */
export function pointAt(call: string, input: object, things: Things): object {
  const entity = call.split('.')[0] ?? '';
  const point = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => point(name.replace(/s$/, ''), item));
    if (typeof value === 'object' && value !== null) return pointed(value);
    if (!uuidSchema.safeParse(value).success) return value;
    const known = name === 'id' ? `${entity}Id` : name;
    const thing = things[known];
    if (thing === undefined)
      throw new Error(`server/testing/full-migration.ts makes no ${known}, which ${call} asks for.`);
    return thing;
  };
  const pointed = (value: object): object =>
    Object.fromEntries(Object.entries(value).map(([name, one]) => [name, point(name, one)]));
  return pointed(input);
}
