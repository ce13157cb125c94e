import { describe, expect, test } from 'vitest';
import type { CheckKind } from '#core/check/kinds.ts';
import type { Freshness } from '#core/freshness/schema.ts';
import { coverageFinding, kindsIn } from './coverage.ts';
import type { DatasetEvidence } from './labels.ts';

function dataset(checks: [CheckKind, Freshness][], missingKinds: CheckKind[] = []): DatasetEvidence {
  return {
    id: 'd',
    name: 'payouts',
    domain: 'payouts',
    criticality: 'normal',
    wave: 1,
    ownerTeam: null,
    legacyRef: 'a',
    targetRef: 'b',
    missingKinds,
    checks: checks.map(([kind, freshness]) => ({
      id: kind,
      kind,
      schedule: { everyMs: 1_000, graceMs: 0 },
      tolerances: {},
      sampling: null,
      freshness,
      dueAt: null,
      lastRunId: null,
      lastAt: null,
      lastVerdict: null,
      lastText: null,
      strip: [],
    })),
  };
}

describe('coverage', () => {
  test('columns are the kinds that are there or missing, in their usual order', () => {
    expect(kindsIn([dataset([['field_level', 'fresh']], ['record_count']), dataset([['checksum', 'fresh']])])).toEqual([
      'record_count',
      'checksum',
      'field_level',
    ]);
  });
  test('a hole is never rounded away', () => {
    expect(coverageFinding([])).toEqual({ title: 'Nothing is checked yet', gaps: null });
    expect(coverageFinding([dataset([['checksum', 'fresh']])])).toEqual({
      title: 'The only cell has fresh evidence',
      gaps: null,
    });
    expect(
      coverageFinding([
        dataset([
          ['checksum', 'stale'],
          ['field_level', 'none'],
        ]),
        dataset([['checksum', 'fresh']], ['record_count']),
      ]),
    ).toEqual({
      title: '1 of 4 cells have fresh evidence',
      gaps: '1 overdue · 1 never run · 1 check nobody has set up',
    });
  });
});
