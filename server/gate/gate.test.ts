import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gateAnswerSchema } from '#core/gate/schema.ts';
import { type HttpAnswer, http } from '../testing/call.ts';
import { makeKey } from '../testing/factory.ts';
import { type GatedMigration, makeGatedMigration } from '../testing/gated-migration.ts';

const now = () => new Date();
const said = ({ body }: HttpAnswer) =>
  z.object({ error: z.object({ code: z.string(), message: z.string(), problems: z.array(z.unknown()) }) }).parse(body)
    .error;
const data = ({ body }: HttpAnswer) => gateAnswerSchema.parse(body).data;

let gated: GatedMigration;
let key: string;
const ask = (query = '') => http(`/gate${query}`, { key });

beforeAll(async () => {
  gated = await makeGatedMigration();
  key = gated.key.secret;
});

const untested = { criteria: [{ key: 'rows', metric: 'row_match_rate', comparator: 'gte', threshold: '1' } as const] };

describe('gate.check', () => {
  it('answers for the current gate: closed with its reasons, then open', async () => {
    const closed = await ask();
    expect(closed.status).toBe(200);
    expect(data(closed)).toMatchObject({
      migration: gated.slug,
      phase: 'Discovery',
      phaseState: 'current',
      pass: false,
      result: 'not_met',
      verdict: 'no_go',
      reasons: [
        {
          standing: 'failed',
          blocking: true,
          ownerTeam: 'Platform',
          url: expect.stringMatching(new RegExp(`/m/${gated.slug}/plan$`)),
        },
      ],
    });
    await gated.mark('passed');
    expect(data(await ask(`?slug=${gated.slug}`))).toMatchObject({
      pass: true,
      result: 'pass',
      verdict: 'go',
      reasons: [],
    });
    await gated.mark('failed');
  });

  it('answers for the gate that is asked for: what was never compared is unknown', async () => {
    const { criteria } = untested;
    const waiting = await makeGatedMigration({ criteria });
    expect(data(await http('/gate?phase=Discovery', { key: waiting.key.secret }))).toMatchObject({
      phase: 'Discovery',
      phaseState: 'current',
      pass: false,
      result: 'unknown',
      reasons: [{ standing: 'untested' }],
    });
  });

  it('lets nobody through a gate whose turn it is not, although its own criteria are met', async () => {
    const criteria = [{ key: 'scenarios', metric: 'scenario_pass_rate', comparator: 'gte', threshold: '1' } as const];
    const early = await makeGatedMigration({ criteria });
    await early.mark('passed');
    const answer = async (query: string) => data(await http(`/gate${query}`, { key: early.key.secret }));
    expect(await answer('?phase=Discovery')).toMatchObject({ pass: true, verdict: 'go' });
    expect(await answer('?phase=Cutover&allowConditional=true')).toMatchObject({
      phase: 'Cutover',
      phaseState: 'ahead',
      pass: false,
      result: 'not_met',
      verdict: 'no_go',
      reasons: [
        {
          standing: 'too_early',
          headline: 'The phase Discovery comes first',
          url: expect.stringMatching(new RegExp(`/m/${early.slug}/decisions$`)),
        },
      ],
    });
  });

  it('passes a conditional go only where that is said to be enough', async () => {
    const criteria = [
      { key: 'scenarios', metric: 'scenario_pass_rate', comparator: 'gte', threshold: '1' } as const,
      { key: 'rows', metric: 'row_match_rate', comparator: 'gte', threshold: '1', blocking: false } as const,
    ];
    const advised = await makeGatedMigration({ criteria });
    await advised.mark('passed');
    const answer = async (query: string) => data(await http(`/gate${query}`, { key: advised.key.secret }));
    expect(await answer('')).toMatchObject({ verdict: 'conditional_go', pass: false, result: 'unknown' });
    expect(await answer('?allowConditional=false')).toMatchObject({ pass: false });
    expect(await answer('?allowConditional=true')).toMatchObject({ verdict: 'conditional_go', pass: true });
    const hook = { name: 'shop', namespace: 'prod', phase: 'Progressing' };
    const flagger = (metadata: object) =>
      http('/gate/flagger', { key: advised.key.secret, body: { ...hook, metadata } });
    expect((await flagger({})).status).toBe(403);
    expect((await flagger({ allowConditional: 'true' })).status).toBe(200);
  });

  it('refuses who may not ask, and what cannot be asked', async () => {
    expect((await http('/gate')).status).toBe(401);
    expect((await http('/gate', { key: `${key}x` })).status).toBe(401);
    const control = await makeKey(gated, { scopes: ['control'], now });
    expect((await http('/gate', { key: control.secret })).status).toBe(403);
    expect((await ask('?slug=another')).status).toBe(404);
    expect((await ask('?allowConditional=yes')).status).toBe(400);
    const unknown = await ask('?phase=Nowhere');
    expect(unknown.status).toBe(422);
    expect(said(unknown)).toMatchObject({
      message: 'There is no phase "Nowhere" in this plan: its phases are Discovery and Cutover.',
      problems: [{ pointer: '/phase' }],
    });
  });
});

describe('gate.flagger', () => {
  // As Flagger's documentation prints it, with the field that newer versions add.
  const body = {
    name: 'podinfo',
    namespace: 'test',
    phase: 'Progressing',
    checksum: '85d557f47b',
    metadata: { allowConditional: 'false' },
  };
  /** As Go's HTTP client sends the address https://key:plx_…@host/: no other header is Flagger's to set. */
  const basic = (secret: string) => ({
    authorization: `Basic ${Buffer.from(`key:${secret}`).toString('base64')}`,
    'user-agent': 'Go-http-client/1.1',
  });
  const post = (given: object, headers: Record<string, string> = basic(key)) =>
    http('/gate/flagger', { body: given, headers });

  it('halts with 403 and the reasons, and goes on with 200', async () => {
    const halted = await post(body);
    expect(halted.status).toBe(403);
    expect(said(halted).message).toMatch(
      /^The gate is closed: 1 of 1 criteria stands in the way\. One is failing\. .*0 of 1 scenario/,
    );
    await gated.mark('passed');
    const open = await post(body);
    expect(open.status).toBe(200);
    expect(data(open)).toMatchObject({ pass: true, phase: 'Discovery' });
    expect((await post({ ...body, metadata: { phase: 'Cutover' } })).status).toBe(403);
    const { metadata: _, ...bare } = body;
    expect((await post(bare)).status).toBe(200);
    await gated.mark('failed');
  });

  it('refuses who may not ask, and what cannot be asked', async () => {
    expect((await http('/gate/flagger', { body })).status).toBe(403); // Neither a page of ours nor a key.
    expect((await post(body, basic(`${key}x`))).status).toBe(401);
    const control = await makeKey(gated, { scopes: ['control'], now });
    const answer = await post(body, basic(control.secret));
    expect([answer.status, said(answer).message]).toEqual([
      403,
      'The scopes of this key do not allow this (gate.check).',
    ]);
    expect((await post({ ...body, metadata: { phase: 'Nowhere' } })).status).toBe(422);
    expect((await post({ ...body, metadata: { allowConditional: 'perhaps' } })).status).toBe(400);
    expect((await post({ name: 'podinfo' })).status).toBe(400);
    const misspelt = await post({ ...body, metadata: { Phase: 'Cutover' } });
    expect(misspelt.status).toBe(400);
    expect(said(misspelt)).toMatchObject({ problems: [{ pointer: '/metadata/Phase' }] });
  });

  it('takes no key as a password from a browser, which would send it again by itself', async () => {
    const sent = [
      ['sec-fetch-site', 'same-origin'],
      ['origin', 'https://elsewhere.example'],
    ] as const;
    for (const [name, value] of sent) expect((await post(body, { ...basic(key), [name]: value })).status).toBe(401);
  });
});
