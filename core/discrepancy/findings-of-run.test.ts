import { describe, expect, it } from 'vitest';
import { proofsOfRun } from '../evidence/proofs-of-run.ts';
import { NO_PATTERN } from '../run/finding.ts';
import { type Run, runSchema } from '../run/schema.ts';
import { tallyDifferences } from '../run/tally.ts';
import { findingsOfRun } from './findings-of-run.ts';
import { leavesNone } from './leaves-none.ts';

const time = '2026-11-21T08:00:00Z';
const envelope = {
  protocol: 1,
  runId: '019aa0aa-0000-7000-8000-000000000001',
  checkId: '019aa0aa-0000-7000-8000-000000000002',
  window: null,
  asOf: { legacy: { position: null, time }, target: { position: null, time } },
  lagMs: null,
  coverage: { method: 'full', population: 10, compared: 10 },
  tool: { name: 't', version: '1', configHash: 'h' },
  durationMs: 1,
};
const run = (more: object): Run => runSchema.parse({ ...envelope, ...more });
const rows = {
  kind: 'field_level',
  counts: {
    legacy: 10,
    target: 10,
    compared: 10,
    identical: 7,
    modified: 2,
    missingInTarget: 1,
    extraInTarget: 1,
    duplicateInTarget: 0,
    suspectedLegacy: 0,
    suspectedTarget: 0,
  },
  fields: [
    { name: 'amount', compared: 9, matching: 7 },
    { name: 'note', compared: 9, matching: 9 },
  ],
};
const sample = {
  class: 'modified',
  state: 'confirmed',
  key: {},
  field: 'amount',
  money: '-0.30',
  observedAt: time,
} as const;
const none = tallyDifferences([]);
const full: Parameters<typeof proofsOfRun>[1] = {
  verdict: 'mismatch',
  method: 'full',
  skippedChunks: 0,
  shortfalls: [],
};
const short = (found: ReturnType<typeof findingsOfRun>) =>
  found.map(({ class: kind, field, rowCount, estimated }) => [kind, field, rowCount, estimated]);

describe('findingsOfRun', () => {
  it('leaves no counted difference without a group, samples or not', () => {
    expect(short(findingsOfRun(run(rows), none))).toEqual([
      ['modified', 'amount', 2, true],
      ['missing_in_target', null, 1, true],
      ['extra_in_target', null, 1, true],
    ]);
  });

  it('takes money and the number of samples from the listing, and calls a complete one exact', () => {
    const suspected = { ...sample, state: 'suspected' as const, money: '9' };
    const listed = tallyDifferences([sample, sample, suspected]);
    expect(findingsOfRun(run({ ...rows, differencesComplete: true }), listed)[0]).toMatchObject({
      rowCount: 2,
      estimated: false,
      moneyNet: '-0.6',
      moneyGross: '0.6',
      samples: 2,
    });
  });

  it('prefers the groups the agent counted', () => {
    const pattern = { id: 'none', params: {}, version: 1 };
    const groups = [{ class: 'modified', field: 'amount', pattern, rowCount: 2, moneyNet: '1.00' }];
    const found = findingsOfRun(run({ ...rows, groups }), tallyDifferences([sample]));
    expect(found).toMatchObject([{ rowCount: 2, estimated: false, moneyNet: '1.00', moneyGross: null, samples: 1 }]);
  });

  it.each<[string, object, unknown]>([
    ['counts', { kind: 'record_count', counts: { legacy: 9, target: 12 } }, [['unlocated', 'record_count', 3, true]]],
    ['equal counts', { kind: 'record_count', counts: { legacy: 9, target: 9 } }, []],
    [
      'checksums',
      { kind: 'checksum', segmentsCompared: 2, checksums: [{ segment: 'a', legacy: '1', target: null }] },
      [['unlocated', 'checksum', 1, true]],
    ],
    [
      'structure',
      {
        kind: 'schema',
        columnsCompared: 2,
        items: ['type_changed', 'nullability_changed'].map((item) => ({
          item,
          column: 'a',
          legacy: null,
          target: null,
        })),
      },
      [['schema', 'a', 2, false]],
    ],
    ['order', { kind: 'event_order', events: 5, violations: [], violationCount: 4 }, [['event_order', null, 4, false]]],
    [
      'scenarios',
      {
        kind: 'scenario',
        scenarios: [
          { name: 'x', result: 'failed' },
          { name: 'y', result: 'skipped' },
        ],
      },
      [['scenario', 'x', 1, false]],
    ],
    ['a noise floor', { ...rows, kind: 'noise_floor' }, []],
  ])('%s', (_, more, expected) => {
    expect(short(findingsOfRun(run(more), none))).toEqual(expected);
  });
});

describe('proofsOfRun', () => {
  const classes = (more: object, figures = full) =>
    Object.fromEntries(proofsOfRun(run(more), figures).map(({ class: kind, fields }) => [kind, fields]));

  it('without groups proves only what counts show to be empty', () => {
    expect(classes(rows)).toEqual({ duplicate_in_target: null, modified: ['note'], unlocated: null });
  });

  it('with groups proves whatever it did not find', () => {
    expect(classes({ ...rows, groups: [] })).toMatchObject({ missing_in_target: null, modified: ['amount', 'note'] });
  });

  it('proves nothing by a sample, by skipped chunks, or while rows are suspected', () => {
    const sampled = { ...envelope.coverage, method: 'sample' };
    expect(classes({ ...rows, coverage: sampled }, { ...full, method: 'sample' })).toEqual({});
    const skipped = { ...envelope.coverage, skippedChunks: 1 };
    expect(classes({ ...rows, coverage: skipped }, { ...full, skippedChunks: 1 })).toEqual({});
    const suspected = { ...rows.counts, suspectedLegacy: 1, suspectedTarget: 1 };
    expect(classes({ ...rows, counts: suspected })).toEqual({ unlocated: null });
  });

  it('names the scenarios that passed, and the check whose counts match', () => {
    const scenarios = [
      { name: 'x', result: 'passed' },
      { name: 'y', result: 'failed' },
    ];
    expect(classes({ kind: 'scenario', scenarios })).toEqual({ scenario: ['x'] });
    expect(classes({ kind: 'record_count', counts: { legacy: 10, target: 10 } })).toEqual({
      unlocated: ['record_count'],
    });
    expect(classes({ kind: 'record_count', counts: { legacy: 10, target: 9 } })).toEqual({});
    const apart = { ...full, verdict: 'inconclusive' } as const;
    expect(classes({ kind: 'record_count', counts: { legacy: 10, target: 10 } }, apart)).toEqual({});
  });
});

describe('totals', () => {
  const total = (legacy: string | null, target: string | null, month: string | null = '2026-10') => ({
    name: 'paid out',
    keys: { month, shop: 'A b' },
    legacy,
    target,
    unit: 'EUR',
  });
  const totals = (...aggregates: object[]) => run({ kind: 'aggregate', aggregates });
  const october = 'paid out in EUR (month 2026-10, shop "A b")';

  it('differ as numbers, and where one side has none', () => {
    const found = findingsOfRun(
      totals(total('1.0', '1.00'), total('1', '2', null), total('0', null, 'b'), total(null, null, 'c')),
      none,
    );
    expect(short(found)).toEqual([
      ['aggregate', 'paid out in EUR (month null, shop "A b")', 1, false],
      ['aggregate', 'paid out in EUR (month b, shop "A b")', 1, false],
    ]);
  });

  it('are one and the same in whatever order their keys are written', () => {
    const swapped = { ...total('1', '2'), keys: { shop: 'A b', month: '2026-10' } };
    expect(short(findingsOfRun(totals(swapped), none))).toEqual(short(findingsOfRun(totals(total('1', '2')), none)));
  });

  it('are proven gone by the same totals that match, looked at as far, and by nothing else', () => {
    const group = { class: 'aggregate', field: october, pattern: NO_PATTERN } as const;
    expect(leavesNone(totals(total('1', '1.0')), group, null)).toBe('none_left');
    expect(leavesNone(totals(total('1', '2')), group, null)).toBe('still_there');
    expect(leavesNone(totals(total(null, null)), group, null)).toBe('cannot_say');
    expect(leavesNone(totals(total('1', '1', '2026-11')), group, null)).toBe('cannot_say');
    const all = totals(total('1', '1'));
    expect(leavesNone({ ...all, coverage: { ...all.coverage, method: 'sample' } }, group, null)).toBe('cannot_say');
    expect(proofsOfRun(totals(total('1', '1'), total('1', '2', 'b')), full)).toEqual([
      { class: 'aggregate', fields: [october] },
    ]);
  });
});
