import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { as } from '../testing/call.ts';
import { type CleanMigration, makeCleanMigration } from '../testing/clean-migration.ts';
import { makeDatasets, makeMember, makeMigration, makeUser } from '../testing/factory.ts';
import { onServer } from '../testing/on-server.ts';
import { checksumRun, countRun, fieldRun } from '../testing/runs.ts';

let made: CleanMigration;
let migrationId: string;
const check = (kind: string, dataset = 'payouts') => made.checkIds[`${dataset}/${kind}`] ?? '';
const hour = (count: number) => new Date(made.noon(0).getTime() + count * HOUR_MS);
const lead = () => as(made.migration.lead).discrepancy;
const list = (more = {}) => lead().list({ migrationId, ...more });

beforeEach(async () => {
  made = await makeCleanMigration(3, ['payouts', 'clicks']);
  migrationId = made.migration.id;
});

describe('the life of a group', () => {
  it('is new, goes on, escalates, is resolved by proof alone and regresses', async () => {
    const see = async (count: number, rows: number, more = {}) => {
      const at = hour(count);
      await made.submit({ ...fieldRun({ checkId: check('field_level'), at }, { amount: rows }), ...more }, at);
      const [found] = (await list({ view: 'all' })).items;
      return [found?.status, found?.rowCount];
    };
    expect(await see(0, 5)).toEqual(['new', 5]);
    expect(await see(1, 5)).toEqual(['ongoing', 5]);
    expect(await see(2, 11)).toEqual(['escalating', 11]);
    // A clean sample proves nothing about the rest.
    const sample = { coverage: { method: 'sample' as const, population: 100, compared: 100 } };
    expect(await see(3, 0, sample)).toEqual(['escalating', 11]);
    expect(await see(4, 0)).toEqual(['resolved', 11]);
    expect(await see(5, 1)).toEqual(['regressed', 1]);
    const [found] = (await list()).items;
    const detail = await lead().get({ migrationId, id: found?.id ?? '' });
    expect(detail.trend.map(({ rowCount }) => rowCount)).toEqual([5, 5, 11, 1]);
    expect(detail.spans).toEqual([
      { from: hour(0).toISOString(), to: hour(4).toISOString(), severity: 'critical' },
      { from: hour(5).toISOString(), to: null, severity: 'critical' },
    ]);
  });

  it('is placed by watermark: a late run closes a span in the past and overwrites nothing newer', async () => {
    const field = (count: number, amount: number) =>
      fieldRun({ checkId: check('field_level'), at: hour(count) }, { amount });
    await made.submit(field(0, 5), hour(0));
    await made.submit(field(10, 7), hour(10));
    await made.submit(field(4, 0), hour(11));
    const [found] = (await list()).items;
    expect(found).toMatchObject({ status: 'regressed', rowCount: 7, lastSeenAt: hour(10).toISOString() });
    const detail = await lead().get({ migrationId, id: found?.id ?? '' });
    expect(detail.spans.map(({ from, to }) => [from, to])).toEqual([
      [hour(0).toISOString(), hour(4).toISOString()],
      [hour(10).toISOString(), null],
    ]);
  });

  it('a count or checksum that differs opens a group of its own only where no complete comparison accounts for it', async () => {
    await made.submit(countRun({ checkId: check('record_count'), at: hour(0) }, 100, 97), hour(0));
    expect((await list()).items).toMatchObject([
      { class: 'unlocated', field: 'record_count', rowCount: 3, estimated: true },
    ]);

    const field = fieldRun({ checkId: check('field_level'), at: hour(1) }, { missing: 3 });
    await made.submit(field, hour(1));
    expect((await list()).items).toMatchObject([{ class: 'missing_in_target', rowCount: 3 }]);
    expect((await list({ view: 'resolved' })).items).toMatchObject([{ class: 'unlocated' }]);

    const count = countRun({ checkId: check('record_count'), at: hour(2) }, 100, 97);
    await made.submit(count, hour(2));
    expect((await list()).items).toHaveLength(1);
    const run = await as(made.migration.lead).run.get({ migrationId, runId: count.runId });
    expect(run.groups).toMatchObject([{ class: 'missing_in_target', rowCount: 3 }]);
  });

  it('a comparison of a window accounts for no count of the whole', async () => {
    const window = { from: hour(-2).toISOString(), to: hour(-1).toISOString() };
    const part = (count: number) => ({ ...fieldRun({ checkId: check('field_level'), at: hour(count) }), window });
    const titles = async () => (await list()).items.map(({ class: kind, field }) => [kind, field]);
    await made.submit(part(0), hour(0));
    await made.submit(countRun({ checkId: check('record_count'), at: hour(1) }, 100, 97), hour(1));
    expect(await titles()).toEqual([['unlocated', 'record_count']]);
    await made.submit(part(1), hour(2));
    await made.submit(part(2), hour(2));
    expect(await titles()).toEqual([['unlocated', 'record_count']]);
  });

  it('findings of structure, order and scenarios open groups too, counted exactly', async () => {
    const { checkIds } = await makeDatasets(made.migration, [
      {
        name: 'events',
        criticality: 'high',
        checks: (['schema', 'event_order', 'scenario', 'checksum'] as const).map((kind) => ({
          kind,
          schedule: { everyMs: HOUR_MS, graceMs: 0 },
        })),
      },
    ]);
    const {
      kind: _,
      segmentsCompared: __,
      checksums: ___,
      rows: ____,
      ...envelope
    } = checksumRun({ checkId: '', at: hour(0) });
    const base = (kind: string, runId: string) => ({ ...envelope, checkId: checkIds[`events/${kind}`] ?? '', runId });
    const ids = ['1', '2', '3'].map((n) => `019cad00-0000-7000-8000-00000000000${n}`);
    await made.submit(
      {
        ...base('schema', ids[0] ?? ''),
        kind: 'schema',
        columnsCompared: 4,
        items: [{ item: 'type_changed', column: 'total', legacy: 'numeric(10,2)', target: 'double precision' }],
      },
      hour(0),
    );
    await made.submit(
      { ...base('event_order', ids[1] ?? ''), kind: 'event_order', events: 50, violations: [], violationCount: 2 },
      hour(0),
    );
    const scenarios = [
      { name: 'top partner links', result: 'failed' as const },
      { name: 'payout run', result: 'passed' as const },
    ];
    await made.submit({ ...base('scenario', ids[2] ?? ''), kind: 'scenario', scenarios }, hour(0));
    const { items } = await list();
    expect(items.map(({ title, rowCount, severity, estimated }) => [title, rowCount, severity, estimated])).toEqual([
      ['events: scenario “top partner links” fails', 1, 'major', false],
      ['events: events out of order', 2, 'major', false],
      ['events.total: structure differs', 1, 'major', false],
    ]);
  });

  it('a total that differs is a group of its own, until the same total matches', async () => {
    const { checkIds } = await makeDatasets(made.migration, [
      {
        name: 'totals',
        criticality: 'critical',
        checks: [{ kind: 'aggregate', schedule: { everyMs: HOUR_MS, graceMs: 0 } }],
      },
    ]);
    const total = (month: string, legacy: string | null, target: string | null) => {
      return { name: 'paid out', keys: { month }, legacy, target, unit: 'EUR' };
    };
    const send = async (n: number, aggregates: ReturnType<typeof total>[], at = hour(n)) => {
      const { kind: _, counts: __, ...envelope } = countRun({ checkId: checkIds['totals/aggregate'] ?? '', at }, 2);
      await made.submit({ ...envelope, kind: 'aggregate', aggregates }, hour(n));
      return (await list()).items.map(({ title, severity, rowCount }) => [title, severity, rowCount]);
    };
    const september = ['totals: total paid out in EUR (month 2026-09) differs', 'critical', 1];
    const october = ['totals: total paid out in EUR (month 2026-10) differs', 'critical', 1];
    expect(await send(1, [total('2026-09', '5', '6'), total('2026-10', '5', null)])).toEqual([october, september]);
    expect(await send(2, [total('2026-10', '5', '5.00')])).toEqual([september]);
    // What came late was read before it differed.
    expect(await send(3, [total('2026-09', '5', '5')], hour(0))).toEqual([september]);
    expect(await send(4, [total('2026-09', '5', '5')])).toEqual([]);
  });
});

describe('the list', () => {
  it('is filtered, counted and read page by page without losing its place', async () => {
    await made.submit(
      fieldRun({ checkId: check('field_level'), at: hour(0) }, { amount: 2, missing: 1, extra: 1 }),
      hour(0),
    );
    await made.submit(
      fieldRun({ checkId: check('field_level', 'clicks'), at: hour(0) }, { amount: 9, suspected: 4 }),
      hour(0),
    );
    const all = await list();
    expect(all).toMatchObject({ counts: { open: 4, resolved: 0, archived: 0 }, suspectedRows: 4, nextCursor: null });
    const pages: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ limit: 2, cursor });
      pages.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(all.items.map(({ number }) => number));
    expect((await list({ search: 'CLICKS' })).items).toMatchObject([
      { datasetName: 'clicks', title: 'clicks.amount differs' },
    ]);
    expect((await list({ search: 'D-2' })).items.map(({ number }) => number)).toEqual([2]);
    expect((await list({ class: 'extra_in_target' })).items).toHaveLength(1);
    expect((await list({ search: '%' })).items).toEqual([]);
    await expect(list({ cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('triage', () => {
  const openOne = async (): Promise<string> => {
    await made.submit(fieldRun({ checkId: check('field_level'), at: hour(0) }, { amount: 2 }), hour(0));
    return (await list()).items[0]?.id ?? '';
  };
  const actions = () =>
    onServer(process.env.DATABASE_URL ?? '', async (client) => {
      const { rows } = await client.query<{ action: string }>(
        `SELECT action FROM audit_entry WHERE migration_id = $1 AND action LIKE 'discrepancy.%' ORDER BY id`,
        [migrationId],
      );
      return rows.map(({ action }) => action);
    });

  it('assigns, names a cause and archives, each once and each in the audit trail', async () => {
    const id = await openOne();
    const engineer = await makeMember(migrationId, 'engineer');
    const triage = as(engineer).discrepancy;
    await triage.assign({ migrationId, id, userId: engineer.id });
    await triage.assign({ migrationId, id, userId: engineer.id });
    await triage.setCause({ migrationId, id, cause: 'rounding' });
    await triage.archive({ migrationId, id, reason: 'Known since March.' });
    expect(await lead().get({ migrationId, id })).toMatchObject({
      assignee: engineer.name,
      cause: 'rounding',
      status: 'archived',
    });
    expect(await actions()).toEqual(['discrepancy.assigned', 'discrepancy.cause_set', 'discrepancy.archived']);
    // Out of the inbox, not out of the verdict.
    expect((await list()).counts).toEqual({ open: 0, resolved: 0, archived: 1 });
    expect((await made.verdictAt(hour(1))).streak?.days.at(-1)?.state).toBe('broken');
    await made.submit(fieldRun({ checkId: check('field_level'), at: hour(2) }, { amount: 3 }), hour(2));
    expect((await list()).items).toMatchObject([{ status: 'regressed', rowCount: 3, cause: 'rounding' }]);
  });

  it('does not archive what is proven gone', async () => {
    const id = await openOne();
    await made.submit(fieldRun({ checkId: check('field_level'), at: hour(1) }), hour(1));
    await expect(lead().archive({ migrationId, id, reason: 'late' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await lead().get({ migrationId, id })).toMatchObject({ status: 'resolved' });
  });

  it('refuses who may not, what is not there, and who is no member', async () => {
    const id = await openOne();
    const stakeholder = as(await makeMember(migrationId, 'stakeholder')).discrepancy;
    await expect(stakeholder.setCause({ migrationId, id, cause: 'timing' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const other = await makeMigration();
    const foreign = as(other.lead).discrepancy;
    await expect(foreign.setCause({ migrationId: other.id, id, cause: 'timing' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(foreign.get({ migrationId: other.id, id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const stranger = await makeUser();
    await expect(lead().assign({ migrationId, id, userId: stranger.id })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
    });
    expect(await actions()).toEqual([]);
  });

  it('shows rows of customers to nobody who decides on counts alone', async () => {
    const id = await openOne();
    const stakeholder = as(await makeMember(migrationId, 'stakeholder')).discrepancy;
    expect(await stakeholder.get({ migrationId, id })).toMatchObject({ samples: null, samplesTotal: 2 });
    const { samples } = await lead().get({ migrationId, id });
    expect(samples).toMatchObject([
      {
        key: { id: { value: '1' } },
        field: 'amount',
        legacy: { value: '10.00' },
        target: { value: '10.01' },
        money: '0.01',
      },
      { key: { id: { value: '2' } } },
    ]);
  });
});
