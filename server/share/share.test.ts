import { beforeAll, expect, it } from 'vitest';
import { pagesMay, permissionNames, sharePages } from '#core/permissions.ts';
import { DAY_MS } from '#core/time/units.ts';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { prune } from '../jobs/prune.ts';
import { listProcedures } from '../procedures.ts';
import { as, http } from '../testing/call.ts';
import { type MadeMigration, makeMigration } from '../testing/factory.ts';
import { makeShare } from '../testing/make-share.ts';
import { findShareActor, SHARE_OVER } from './find-share-actor.ts';
import { takeFromShare } from './take-from-share.ts';

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
let own: MadeMigration;

beforeAll(async () => {
  own = await makeMigration();
});

const linkOf = async (token: string) => {
  const [link] = await as(own.lead).share.list({ migrationId: own.id });
  if (!link) throw new Error(`There is no link of ${token}.`);
  return link;
};

it('shows its page of its migration without a sign-in, and nothing else', async () => {
  const key = await makeShare(own, ['go_no_go']);
  const shown = await http('/verdict', { key });
  expect(shown.status).toBe(200);
  expect(shown.body).toMatchObject({ migration: { id: own.id }, verdict: 'no_go' });
  for (const path of ['/plan', '/migration', '/portfolio']) expect((await http(path, { key })).status).toBe(403);
  const other = await makeMigration();
  expect((await http(`/verdict?slug=${other.slug}`, { key })).status).toBe(404);
});

it('holds two permissions, which change nothing', () => {
  const held = permissionNames.filter((name) => pagesMay(sharePages, name));
  expect(held).toEqual(['verdict.read', 'plan.outline']);
  const opened = listProcedures().filter(({ meta }) => held.some((permission) => permission === meta?.can));
  expect(opened.map(({ type }) => type)).not.toContain('mutation');
  expect(opened.length).toBeGreaterThan(1);
});

it('shows of the plan what its page shows: neither costs nor owners, nor what is compared', async () => {
  const planned = await makeMigration();
  const caller = as(planned.lead);
  const { document } = await caller.plan.get({ slug: planned.slug });
  await caller.plan.replace({
    migrationId: planned.id,
    document: {
      ...document,
      settings: { ...document.settings, committedOn: '2026-12-01', budget: '120000' },
      teams: [{ name: 'Secret team' }],
      phases: [{ name: 'Shadow', goal: 'Nothing is noticed', exit: ['All is seen'], entry: ['Keys are there'] }],
      workstreams: [{ name: 'Ledger', team: 'Secret team' }],
      costs: [{ name: 'Licence', kind: 'infrastructure', amount: '999.5', per: 'month' }],
      datasets: [{ name: 'salaries', legacyRef: 'SALARIES', targetRef: 'hr.salaries' }],
    },
  });
  const key = await makeShare(planned, ['plan']);
  const shown = await http('/plan/outline', { key });
  expect(shown.status).toBe(200);
  expect(shown.body).toMatchObject({
    committedOn: '2026-12-01',
    phases: [{ name: 'Shadow', goal: 'Nothing is noticed', plannedFrom: null, plannedTo: null, exit: ['All is seen'] }],
    workstreams: ['Ledger'],
    calendar: [],
  });
  expect(JSON.stringify(shown.body)).not.toMatch(/secret|999|120000|salaries|keys are there|Lea/i);
  for (const path of [
    '/plan',
    '/plan/marks?part=scenarios&name=x',
    '/verdict',
    '/csv/plan-costs',
    '/csv/plan-phases',
  ]) {
    expect([path, (await http(path, { key })).status]).not.toEqual([path, 200]);
  }
});

it('forgets looks after 30 days, as calls are forgotten', async () => {
  const key = await makeShare(own, ['go_no_go']);
  await http('/verdict', { key });
  const { id: linkId } = await linkOf(key);
  const looks = () => db.shareVisit.count({ where: { linkId } });
  const after = async (days: number) =>
    await prune(systemContext('test', { now: () => new Date(Date.now() + days * 86_400_000) }), {});
  await after(29.9);
  expect(await looks()).toBe(1);
  await after(30.1);
  expect(await looks()).toBe(0);
});

it('is over at once when it is revoked, and says the same as one that never was', async () => {
  const key = await makeShare(own, ['go_no_go']);
  expect((await http('/verdict', { key })).status).toBe(200);
  const { id } = await linkOf(key);
  await as(own.lead).share.revoke({ migrationId: own.id, linkId: id });
  const revoked = await http('/verdict', { key });
  const unknown = await http('/verdict', { key: `pls_${'a'.repeat(43)}` });
  const expired = await http('/verdict', { key: await makeShare(own, ['go_no_go'], { expired: true }) });
  for (const { status, body } of [revoked, unknown, expired]) {
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: 'UNAUTHENTICATED', message: SHARE_OVER } });
  }
  const entries = await as(own.lead).audit.list({ migrationId: own.id });
  expect(entries.items.map(({ action }) => action)).toEqual(expect.arrayContaining(['share.created', 'share.revoked']));
});

it('ends by itself when its time is over', async () => {
  const token = await makeShare(own, ['plan']);
  const at = (ms: number) => ({ db, now: () => new Date(Date.now() + ms) });
  expect((await findShareActor(at(0), token, 'test')).pages).toEqual(['plan']);
  await expect(findShareActor(at(3_600_001), token, 'test')).rejects.toThrow(SHARE_OVER);
});

it('lives 90 days at most, and needs a page', async () => {
  const { share } = as(own.lead, () => new Date());
  const make = (expiresAt: string) => share.create({ migrationId: own.id, name: 'Board', pages: ['plan'], expiresAt });
  expect((await make(inDays(89.9))).link.state).toBe('active');
  await expect(make(inDays(90.1))).rejects.toThrow('The link was not made.');
  await expect(make(inDays(-1))).rejects.toThrow('The link was not made.');
  await expect(share.create({ migrationId: own.id, name: 'Board', pages: [], expiresAt: inDays(1) })).rejects.toThrow();
});

it('keeps the hash of the token and shows it nowhere', async () => {
  const token = await makeShare(own, sharePages);
  const stored = await db.shareLink.findMany({ where: { migrationId: own.id } });
  expect(JSON.stringify(stored)).not.toContain(token.slice(4));
  expect(JSON.stringify(await as(own.lead).share.list({ migrationId: own.id }))).not.toContain(token.slice(4));
  expect(Buffer.from(token.slice(4), 'base64url').length).toBe(32);
});

it('logs a look with time, call and address, once an hour while it stays open', async () => {
  const token = await makeShare(own, ['go_no_go']);
  const started = Date.now();
  const look = async (address: string, afterMs: number) => {
    const now = () => new Date(started + afterMs);
    const actor = await findShareActor({ db, now: () => new Date(started) }, token, address);
    return await as(actor, now).verdict.get({});
  };
  await look('192.0.2.1', 0);
  await look('192.0.2.1', 1_800_000);
  await look('192.0.2.2', 1_800_000);
  await look('192.0.2.1', 3_700_000);
  const { visits, lastVisits } = await linkOf(token);
  expect(visits).toBe(3);
  expect(lastVisits).toEqual([
    { at: new Date(started + 3_700_000).toISOString(), call: 'verdict.get', address: '192.0.2.1' },
    { at: new Date(started + 1_800_000).toISOString(), call: 'verdict.get', address: '192.0.2.2' },
    { at: new Date(started).toISOString(), call: 'verdict.get', address: '192.0.2.1' },
  ]);
});

it('is slowed down, the link as well as whoever tries tokens out', () => {
  const takeMany = (count: number, hash: (i: number) => string, address: string) => {
    for (let i = 0; i < count; i += 1) takeFromShare(hash(i), address);
  };
  expect(() => takeMany(200, () => 'one link', 'a')).toThrow('This link is opened too often');
  expect(() => takeMany(5_000, (i) => `guess ${i}`, 'b')).toThrow('Too many links are opened');
});
