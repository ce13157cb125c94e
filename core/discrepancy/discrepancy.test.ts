import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { NO_PATTERN } from '../run/finding.ts';
import { type Run, runSchema } from '../run/schema.ts';
import { fingerprintOf, type GroupIdentity } from './fingerprint.ts';
import { leavesNone } from './leaves-none.ts';
import { type DiscrepancyEvent, nextStatus } from './next-status.ts';
import { discrepancyStatusSchema } from './schema.ts';
import { titleOf } from './title.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const amount: GroupIdentity = { datasetId: 'd1', class: 'modified', field: 'amount', pattern: NO_PATTERN };
const missing = { class: 'missing_in_target', field: null, pattern: NO_PATTERN } as const;

describe('fingerprintOf', () => {
  it('is the same for the same group, whatever the order of parameters', () => {
    const a = { ...amount, pattern: { id: 'scale', params: { by: '100', unit: 'cent' }, version: 1 } };
    const b = { ...amount, pattern: { id: 'scale', params: { unit: 'cent', by: '100' }, version: 1 } };
    expect(fingerprintOf(a, sha256)).toBe(fingerprintOf(b, sha256));
  });

  test.each<Partial<GroupIdentity>>([
    { datasetId: 'd2' },
    { class: 'missing_in_target' },
    { field: null },
    { field: 'amount ' },
    { pattern: { id: 'scale', params: {}, version: 1 } },
    { pattern: { id: 'none', params: {}, version: 2 } },
  ])('differs by %o', (other) => {
    expect(fingerprintOf({ ...amount, ...other }, sha256)).not.toBe(fingerprintOf(amount, sha256));
  });
});

describe('nextStatus', () => {
  test.each([
    ['new', 5, { type: 'seen', rowCount: 5 }, 'ongoing'],
    ['new', 5, { type: 'seen', rowCount: 10 }, 'escalating'],
    ['escalating', 10, { type: 'seen', rowCount: 10 }, 'ongoing'],
    ['resolved', 0, { type: 'seen', rowCount: 1 }, 'regressed'],
    ['fixed_pending_proof', 5, { type: 'seen', rowCount: 1 }, 'regressed'],
    ['fixed_pending_proof', 5, { type: 'proven_gone' }, 'resolved'],
    ['archived', 5, { type: 'seen', rowCount: 5 }, 'archived'],
    ['archived', 5, { type: 'seen', rowCount: 6 }, 'regressed'],
    ['archived', 5, { type: 'proven_gone' }, 'resolved'],
    ['ongoing', 5, { type: 'archived' }, 'archived'],
    ['ongoing', 5, { type: 'said_fixed' }, 'fixed_pending_proof'],
  ] as const)('%s with %d rows, %o: %s', (status, rowCount, event, next) => {
    expect(nextStatus({ status, rowCount }, event)).toEqual({ ok: true, next });
  });

  it('is resolved by proof alone', () => {
    const anyEvent = fc.oneof(
      fc.nat({ max: 100 }).map((rowCount): DiscrepancyEvent => ({ type: 'seen', rowCount })),
      fc.constantFrom<DiscrepancyEvent>({ type: 'said_fixed' }, { type: 'archived' }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...discrepancyStatusSchema.options),
        fc.nat({ max: 100 }),
        anyEvent,
        (status, rowCount, event) => {
          const after = nextStatus({ status, rowCount }, event);
          if (after.ok) expect(after.next).not.toBe('resolved');
        },
      ),
    );
  });

  it('refuses to archive or repair what is proven gone', () => {
    expect(nextStatus({ status: 'resolved', rowCount: 0 }, { type: 'archived' }).ok).toBe(false);
    expect(nextStatus({ status: 'resolved', rowCount: 0 }, { type: 'said_fixed' }).ok).toBe(false);
  });
});

const envelope = {
  protocol: 1,
  runId: '019aa0aa-0000-7000-8000-000000000001',
  checkId: '019aa0aa-0000-7000-8000-000000000002',
  window: null,
  asOf: {
    legacy: { position: null, time: '2026-11-21T08:00:00Z' },
    target: { position: null, time: '2026-11-21T08:00:00Z' },
  },
  lagMs: null,
  coverage: { method: 'full', population: 10, compared: 10 },
  tool: { name: 't', version: '1', configHash: 'h' },
  durationMs: 1,
};
const counts = {
  legacy: 10,
  target: 10,
  compared: 10,
  identical: 10,
  modified: 0,
  missingInTarget: 0,
  extraInTarget: 0,
  duplicateInTarget: 0,
  suspectedLegacy: 0,
  suspectedTarget: 0,
};
const clean = { counts, fields: [{ name: 'amount', compared: 10, matching: 10 }] };
const run = (more: object): Run => runSchema.parse({ ...envelope, kind: 'field_level', ...clean, ...more });
const oneModified = {
  counts: { ...counts, identical: 9, modified: 1 },
  fields: [{ name: 'amount', compared: 10, matching: 9 }],
};
const group = { class: 'modified', field: 'amount', pattern: NO_PATTERN, rowCount: 1 };
const october = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

describe('leavesNone', () => {
  test.each([
    ['a full run without differences', {}, null, 'none_left'],
    ['its exact group', { ...oneModified, groups: [group] }, null, 'still_there'],
    [
      'another pattern of the field only',
      { ...oneModified, groups: [{ ...group, pattern: { id: 'scale', version: 1 } }] },
      null,
      'none_left',
    ],
    ['a mismatch without groups', oneModified, null, 'still_there'],
    [
      'a mismatch in a sample',
      { ...oneModified, coverage: { method: 'sample', population: 100, compared: 10 } },
      null,
      'still_there',
    ],
    ['a sample', { coverage: { method: 'sample', population: 100, compared: 10 } }, null, 'cannot_say'],
    ['skipped chunks', { coverage: { ...envelope.coverage, skippedChunks: 1 } }, null, 'cannot_say'],
    [
      'suspected rows',
      { counts: { ...counts, identical: 9, suspectedLegacy: 1, suspectedTarget: 1 } },
      null,
      'cannot_say',
    ],
    ['a column that was not compared', { fields: [] }, null, 'cannot_say'],
    ['a window where the whole table is needed', { window: october }, null, 'cannot_say'],
    ['the same window', { window: october }, october, 'none_left'],
    ['a shorter window', { window: { ...october, from: '2026-10-02T00:00:00Z' } }, october, 'cannot_say'],
    ['a failed run', { failure: { message: 'no' } }, null, 'cannot_say'],
  ] as const)('%s: %s', (_, more, window, trace) => {
    expect(leavesNone(run(more), amount, window)).toBe(trace);
  });

  it('reads the exact counts of the other classes', () => {
    expect(leavesNone(run({}), missing, null)).toBe('none_left');
    const gone = { counts: { ...counts, target: 9, identical: 9, missingInTarget: 1 } };
    expect(leavesNone(run(gone), missing, null)).toBe('still_there');
    const scaled = { ...amount, pattern: { id: 'scale', params: {}, version: 1 } };
    expect(leavesNone(run(oneModified), scaled, null)).toBe('cannot_say');
  });

  it('asks each kind only about its own groups', () => {
    const schema = { ...envelope, kind: 'schema', columnsCompared: 3, items: [] };
    const type = { class: 'schema', field: 'total', pattern: NO_PATTERN } as const;
    expect(leavesNone(runSchema.parse(schema), type, null)).toBe('none_left');
    expect(leavesNone(runSchema.parse({ ...schema, columnsCompared: 0 }), type, null)).toBe('cannot_say');
    const partly = { ...schema, coverage: { method: 'full', population: 3, compared: 1, skippedChunks: 2 } };
    expect(leavesNone(runSchema.parse(partly), type, null)).toBe('cannot_say');
    expect(leavesNone(runSchema.parse(schema), amount, null)).toBe('cannot_say');
    expect(leavesNone(run({}), type, null)).toBe('cannot_say');
    const items = [{ item: 'type_changed', column: 'total', legacy: 'numeric', target: 'double' }];
    expect(leavesNone(runSchema.parse({ ...schema, items }), type, null)).toBe('still_there');
    const scenario = (result: string) =>
      runSchema.parse({ ...envelope, kind: 'scenario', scenarios: [{ name: 's', result }] });
    const failing = { class: 'scenario', field: 's', pattern: NO_PATTERN } as const;
    expect(['passed', 'failed', 'skipped'].map((r) => leavesNone(scenario(r), failing, null))).toEqual([
      'none_left',
      'still_there',
      'cannot_say',
    ]);
    const count = runSchema.parse({ ...envelope, kind: 'record_count', counts: { legacy: 1, target: 1 } });
    expect(leavesNone(count, { class: 'unlocated', field: 'record_count', pattern: NO_PATTERN }, null)).toBe(
      'none_left',
    );
    expect(leavesNone(count, { class: 'unlocated', field: 'checksum', pattern: NO_PATTERN }, null)).toBe('cannot_say');
  });
});

test('titles say dataset, field and what is the matter', () => {
  expect(titleOf({ datasetName: 'payouts', class: 'modified', field: 'amount' })).toBe('payouts.amount differs');
  expect(titleOf({ datasetName: 'payouts', class: 'unlocated', field: 'record_count' })).toBe(
    'payouts: record count differs, rows not located',
  );
});
