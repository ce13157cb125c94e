import { describe, expect, it } from 'vitest';
import { isPlanPart, planParts } from '#core/part/plan-parts.ts';
import { planDocumentSchema } from '#core/plan/document.ts';
import { type EditedPart, partFields } from './part-fields.ts';
import { fieldNameOf, fieldsOf, type PartValues, readPart, valuesOf } from './part-form.ts';
import { settledParts } from './part-form-samples.ts';
import { namesOf, putItem, removeItem } from './put-item.ts';

const timeZone = 'Europe/Berlin';
const parts = Object.entries(settledParts).flatMap(([part, item]) => (isEdited(part) ? [{ part, item }] : []));

function isEdited(part: string): part is EditedPart {
  return Object.hasOwn(partFields, part);
}
const read = (part: EditedPart, values: PartValues, taken: string[] = []) =>
  readPart(part, values, { timeZone, taken });

describe('the form of a part', () => {
  it('is there for every part but those that have one of their own', () => {
    const own = ['blackouts', 'responsibilities'];
    expect(Object.keys(partFields).toSorted()).toEqual(
      [...Object.keys(planParts).filter((part) => !own.includes(part)), 'settings'].toSorted(),
    );
    expect(parts.map(({ part }) => part).toSorted()).toEqual(Object.keys(partFields).toSorted());
  });

  it.each(parts)('of $part asks everything its schema knows, and gives back what it shows', ({ part, item }) => {
    const result = read(part, valuesOf(part, item, timeZone));
    expect(result).toEqual({ ok: true, item });
    if (isPlanPart(part))
      expect(
        fieldsOf(part)
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual(Object.keys(item).toSorted());
  });

  it.each(parts)('of $part that nobody filled in is refused at a field, or is complete', ({ part }) => {
    const result = read(part, valuesOf(part, null, timeZone));
    if (part === 'settings') expect(result.ok).toBe(true);
    else expect(result).toMatchObject({ ok: false, problems: { name: 'must not be empty' } });
    if (!result.ok) expect(Object.keys(result.problems)).not.toContain('root');
  });

  it('reports a name that is taken, a number that is none, and a window that ends before it begins', () => {
    const scenario = { ...valuesOf('scenarios', null, timeZone), name: ' Refund ', validDays: 'ten' };
    expect(read('scenarios', scenario, ['Refund'])).toEqual({
      ok: false,
      problems: { name: 'is the name of another one', validDays: 'must be a whole number' },
    });
    const window = {
      ...valuesOf('calendar', null, timeZone),
      name: 'Freeze',
      from: '2026-12-31T20:00',
      to: '2026-12-31T19:00',
    };
    expect(read('calendar', window)).toEqual({ ok: false, problems: { to: 'must be after "from"' } });
    expect(read('settings', { ...valuesOf('settings', null, timeZone), cutOverOn: '2026-12-31' })).toMatchObject({
      ok: false,
      problems: { reason: expect.any(String) },
    });
  });

  it('reads members with a comma in their name', () => {
    const values = {
      ...valuesOf('cohorts', null, timeZone),
      name: 'Pilot',
      wave: '1',
      members: 'ACME, Inc., 2\n\nBeta',
    };
    expect(read('cohorts', values)).toMatchObject({
      item: {
        members: [
          { name: 'ACME, Inc.', priority: 2 },
          { name: 'Beta', priority: 5 },
        ],
      },
    });
  });

  it('finds the field a problem of the server belongs to', () => {
    expect(fieldNameOf('phases', ['exit', '0'])).toBe('exit');
    expect(fieldNameOf('settings', ['timeBox', 'endsOn'])).toBe('endsOn');
    expect(fieldNameOf('phases', [])).toBe('root');
  });
});

describe('a plan with a changed item', () => {
  const migration = { slug: 'm', name: 'M', legacySystem: 'A', targetSystem: 'B', timeZone, currency: 'EUR' };
  const plan = planDocumentSchema.parse({
    parallax: 1,
    migration,
    phases: [{ name: 'A' }, { name: 'B' }, { name: 'C' }],
  });
  const put = (name: string | null, fresh: string, after?: string) =>
    namesOf(putItem(plan, { part: 'phases', name, item: { name: fresh }, after }), 'phases').join('');
  it('keeps its place, or comes where it is put', () => {
    expect(put('B', 'X')).toBe('AXC');
    expect(put(null, 'X')).toBe('ABCX');
    expect(put(null, 'X', '')).toBe('XABC');
    expect(put('A', 'A', 'C')).toBe('BCA');
    expect(put('C', 'C', '')).toBe('CAB');
    // What it was to follow is gone meanwhile.
    expect(put('B', 'B', 'gone')).toBe('ABC');
    expect(namesOf(removeItem(plan, 'phases', 'B'), 'phases')).toEqual(['A', 'C']);
  });
  it('keeps what the settings say besides', () => {
    const checks = [{ kind: 'record_count' as const, schedule: { everyMs: 3_600_000, graceMs: 60_000 } }];
    const full = planDocumentSchema.parse({ ...plan, settings: { checks } });
    const { settings } = putItem(full, { part: 'settings', name: 'settings', item: { budget: '7' }, after: undefined });
    expect(settings).toEqual({ ...full.settings, budget: '7' });
    expect(settings.checks).toHaveLength(1);
  });
});
