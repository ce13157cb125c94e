import { describe, expect, test } from 'vitest';
import { discrepancyListInput, discrepancyUrl } from './discrepancy-url.ts';
import { evidenceUrl } from './evidence-url.ts';
import { readUrl, writeUrl } from './url-state.ts';

describe('state in the address', () => {
  test('what is written is read again', () => {
    const values = {
      ...readUrl(discrepancyUrl, {}),
      view: 'resolved',
      q: 'a & b',
      severity: 'major',
      id: '7',
    } as const;
    const query = writeUrl(discrepancyUrl, values);
    expect(query).toBe('?view=resolved&severity=major&q=a+%26+b&id=7');
    expect(readUrl(discrepancyUrl, new URLSearchParams(query))).toEqual(values);
    expect(readUrl(discrepancyUrl, Object.fromEntries(new URLSearchParams(query)))).toEqual(values);
  });
  test('defaults are not written, and what is nonsense is read as the default', () => {
    expect(writeUrl(evidenceUrl, readUrl(evidenceUrl, {}))).toBe('');
    expect(readUrl(evidenceUrl, { view: 'dreams', dataset: '' })).toEqual({
      view: 'coverage',
      dataset: null,
      check: null,
    });
    expect(readUrl(evidenceUrl, { view: ['runs', 'checks'] }).view).toBe('runs');
  });
  test('parameters of others stay', () => {
    const query = writeUrl(
      evidenceUrl,
      { view: 'runs', dataset: null, check: null },
      new URLSearchParams('dataset=1&utm=x'),
    );
    expect(query).toBe('?utm=x&view=runs');
  });
});

test('an address is a question to the server', () => {
  const url = readUrl(discrepancyUrl, { q: '  ', dataset: 'd', class: 'modified' });
  expect(discrepancyListInput('m', url)).toEqual({
    migrationId: 'm',
    view: 'open',
    datasetId: 'd',
    severity: undefined,
    class: 'modified',
    search: undefined,
    limit: 50,
  });
});
