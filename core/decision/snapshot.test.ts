import { expect, test } from 'vitest';
import { readSnapshot } from './snapshot.ts';

/** As it was written by the first version, and by a later one that says more. Never to be edited: it lies in databases. */
const first = {
  v: 1,
  number: 3,
  phase: 'Ramp',
  frozenAt: '2026-11-26T02:00:00.000Z',
  frozenBy: 'Lea',
  plan: { version: 7, hash: 'ab' },
  definitions: [{ id: 'c', key: 'coverage', metric: 'a metric that is gone', threshold: '1' }],
  waivers: [],
  loosened: [],
  runs: [{ runId: 'r', checkId: 'k', payloadHash: 'cd' }],
  answer: {
    migration: { name: 'M', legacySystem: 'Old', targetSystem: 'New', timeZone: 'Europe/Berlin', currency: 'EUR' },
    verdict: 'no_go',
    headline: '1 of 1 criteria stands in the way.',
    summary: 'One was never tested.',
    oldestEvidenceAt: null,
    forecast: 'a part that nobody knew then',
    blockers: [
      {
        standing: 'a word that is gone',
        blocking: true,
        headline: 'h',
        detail: 'd',
        gap: null,
        ownerTeam: null,
        link: 'elsewhere',
      },
    ],
    criteria: [
      {
        id: 'c',
        metric: 'a metric that is gone',
        name: 'Coverage',
        blocking: true,
        ownerTeam: null,
        result: {
          outcome: 'unknown',
          unknownReason: 'no_evidence',
          detail: '',
          gap: null,
          needsText: '100 %',
          nowText: '—',
          more: 1,
        },
      },
    ],
  },
};

test('what was frozen stays readable, whatever is said beside it and whichever words are gone', () => {
  const read = readSnapshot(JSON.stringify(first));
  expect(read?.answer.criteria[0]?.name).toBe('Coverage');
  expect(read?.answer.blockers[0]?.standing).toBe('a word that is gone');
});

test('a snapshot of another kind is not taken for one of this', () => {
  expect(readSnapshot(JSON.stringify({ ...first, v: 2 }))).toBeNull();
  expect(readSnapshot(JSON.stringify({ ...first, answer: {} }))).toBeNull();
});
