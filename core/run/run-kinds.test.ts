import { expect, expectTypeOf, test } from 'vitest';
import { kindRegistry, kindsThat } from '../check/kinds.ts';
import { envelopeAt } from '../testing/build-run.ts';
import type { RunKind } from './run-kind.ts';
import { type RunKinds, runKindOf, runKinds } from './run-kinds.ts';
import { runSchema } from './schema.ts';

/** The fields without which an object would do all the same. */
type LeftOut<T> = { [Field in keyof T]-?: Omit<T, Field> extends T ? Field : never }[keyof T];

test('no kind can be left out, and nothing that becomes of its runs', () => {
  expectTypeOf<LeftOut<RunKinds>>().toBeNever();
  expectTypeOf<LeftOut<RunKind>>().toBeNever();
  const { trace: _, ...without } = runKinds.checksum;
  // @ts-expect-error trace is missing
  const kind: RunKind = without;
  const { checksum: __, ...less } = runKinds;
  // @ts-expect-error checksum is missing
  const kinds: RunKinds = less;
  expect([kind, kinds]).toEqual([without, less]);
});

test('a kind whose size only earlier runs know says what it asks of the next one, and no other does', () => {
  for (const { id, size } of kindRegistry.kinds) expect(runKinds[id].next !== null, id).toBe(size === 'units');
});

test('a kind that is held to counts says how many rows it saw', () => {
  const at = '2026-11-20T08:00:00Z';
  const none = { identical: 0, modified: 0, missingInTarget: 0, extraInTarget: 0, duplicateInTarget: 0 };
  const counts = { legacy: 0, target: 0, compared: 0, ...none, suspectedLegacy: 0, suspectedTarget: 0 };
  const empty = { ...envelopeAt(at), coverage: { method: 'full', population: null, compared: 0 } };
  const rows = { ...empty, counts, fields: [] };
  const runs = [
    { ...empty, kind: 'checksum', segmentsCompared: 4, checksums: [] },
    { ...rows, kind: 'field_level' },
    { ...rows, kind: 'noise_floor' },
  ].map((run) => runSchema.parse(run));
  expect(runs.map(({ kind }) => kind)).toEqual(kindsThat(({ size }) => size === 'scan'));
  for (const run of runs) expect(runKindOf(run).rows(run), run.kind).toMatchObject({ legacy: expect.any(Number) });
});
