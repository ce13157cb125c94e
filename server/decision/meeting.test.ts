import { describe, expect, it } from 'vitest';
import { readSnapshot } from '#core/decision/snapshot.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { makeMeeting } from '../testing/decision-meeting.ts';
import { at, makeMember } from '../testing/factory.ts';
import { countRun } from '../testing/runs.ts';

/** A count that differs: the verdict is no-go from now on. */
async function turnNoGo({ checkIds, submit, now }: Awaited<ReturnType<typeof makeMeeting>>): Promise<void> {
  await submit(countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: now() }, 1_000, 900), now());
}

describe('a decision meeting', () => {
  it('freezes the whole answer, and moves the phase on once its decision is sealed', async () => {
    const { freeze, propose, take, get, seal, states, migrationId, verdictAt, now, as: caller } = await makeMeeting();
    const { id, number } = await freeze();
    expect(number).toBe(1);
    const frozen = await get(1);
    expect(frozen).toMatchObject({ state: 'open', phase: 'Shadow', verdict: 'go', decided: null });
    const snapshot = JSON.parse(frozen.snapshot);
    expect(sha256(frozen.snapshot)).toBe(frozen.snapshotHash);
    expect(canonicalJson(snapshot)).toBe(frozen.snapshot);
    expect(snapshot.answer).toEqual(JSON.parse(JSON.stringify(await verdictAt(now()))));
    expect(readSnapshot(frozen.snapshot)?.answer.criteria).toHaveLength(4);
    const plan = await db.planVersion.findFirstOrThrow({ where: { migrationId }, orderBy: { version: 'desc' } });
    expect(snapshot.plan).toEqual({ version: plan.version, hash: plan.hash });
    expect(snapshot.runs.length).toBeGreaterThan(0);
    for (const { runId, payloadHash } of snapshot.runs) {
      expect(await db.run.findFirstOrThrow({ where: { migrationId, runId } })).toMatchObject({ payloadHash });
    }

    const proposal = await propose(id, { outcome: 'go' });
    await caller.finance.decision.vote({ migrationId, decisionId: id, vote: 'go' });
    await take(id, proposal);
    expect((await get(1)).decided).toMatchObject({ outcome: 'go', override: false, sealedAt: null });
    // Taken, but nothing that could not be lost without a trace: the gate waits, and so does the next meeting.
    expect(await states()).toEqual(['Shadow', 'current', 'ahead', 'ahead']);
    await expect(freeze()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('sealed') });
    await seal();
    expect(await states()).toEqual(['Ramp', 'left', 'current', 'ahead']);
    const sealed = await get(1);
    expect(sealed.decided?.sealedAt).not.toBeNull();
    const entry = await db.auditEntry.findFirstOrThrow({ where: { migrationId, action: 'decision.taken' } });
    expect(sealed.seal).toMatchObject({ hash: entry.hash });
    expect(JSON.parse(entry.content).after).toMatchObject({
      phase: 'Shadow',
      outcome: 'go',
      override: false,
      votes: [{ role: 'finance', vote: 'go' }],
      snapshotHash: frozen.snapshotHash,
    });
    expect(await freeze()).toMatchObject({ number: 2 });
    expect((await get(2)).phase).toBe('Ramp');
  });

  it('leaves a phase by a go alone', async () => {
    const { freeze, propose, take, seal, states, get } = await makeMeeting();
    for (const outcome of ['no_go', 'extend', 'roll_back'] as const) {
      const { id } = await freeze();
      const more = outcome === 'extend' ? { extendedTo: '2026-04-01' } : {};
      await take(id, await propose(id, { outcome, reason: 'not yet', ...more }));
      await seal();
      expect(await states()).toEqual(['Shadow', 'current', 'ahead', 'ahead']);
    }
    expect((await get(2)).proposal).toMatchObject({ outcome: 'extend', extendedTo: '2026-04-01' });
  });

  it('goes against a no-go with a reason and a second person only, and keeps who dissented', async () => {
    const made = await makeMeeting();
    const { freeze, propose, take, get, seal, states, migrationId, as: caller } = made;
    await turnNoGo(made);
    const { id } = await freeze();
    expect((await get(1)).verdict).toBe('no_go');
    await expect(propose(id, { outcome: 'go' })).rejects.toMatchObject({
      cause: { problems: [{ pointer: '/reason' }] },
    });
    const proposal = await propose(id, { outcome: 'go', reason: 'The contract ends.' });
    await caller.finance.decision.vote({ migrationId, decisionId: id, vote: 'no_go', comment: 'A cent is missing.' });
    await expect(take(id, proposal)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // Nobody is their own second person.
    const own = caller.lead.decision.second({ migrationId, decisionId: id, ...proposal });
    await expect(own).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(take(id, proposal)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await caller.finance.decision.second({ migrationId, decisionId: id, ...proposal, comment: 'Against my vote.' });
    // Another proposal is another thing to stand behind.
    const other = await propose(id, { outcome: 'go', reason: 'Another reason.' });
    await expect(take(id, other)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stale = caller.finance.decision.second({ migrationId, decisionId: id, ...proposal });
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT' });
    await caller.finance.decision.second({ migrationId, decisionId: id, ...other });
    await expect(take(id, proposal)).rejects.toMatchObject({ code: 'CONFLICT' });
    await take(id, other);
    await seal();
    expect(await states()).toEqual(['Ramp', 'left', 'current', 'ahead']);
    expect(await get(1)).toMatchObject({
      decided: { outcome: 'go', override: true, verdict: 'no_go' },
      second: { by: 'Member finance' },
      votes: [{ role: 'finance', vote: 'no_go', comment: 'A cent is missing.', dissents: true }],
    });
  });

  it('takes a go for an override too once the verdict has become no-go since the freeze', async () => {
    const made = await makeMeeting();
    const { freeze, propose, take, get, migrationId, as: caller } = made;
    const { id } = await freeze();
    const plain = await propose(id, { outcome: 'go' });
    // A second person for what needs none would be one for what nobody knew yet.
    const early = caller.finance.decision.second({ migrationId, decisionId: id, ...plain });
    await expect(early).rejects.toMatchObject({ code: 'CONFLICT' });
    await turnNoGo(made);
    await expect(take(id, plain)).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    const reasoned = await propose(id, { outcome: 'go', reason: 'Known and small.' });
    await expect(take(id, reasoned)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await caller.finance.decision.second({ migrationId, decisionId: id, ...reasoned });
    await take(id, reasoned);
    expect(await get(1)).toMatchObject({ verdict: 'go', decided: { override: true, verdict: 'no_go' } });
  });

  it('leaves no phase in a freeze window, whoever stands behind it', async () => {
    const window = {
      name: 'Year-end',
      kind: 'freeze',
      from: '2026-03-03T00:00:00Z',
      to: '2026-03-05T00:00:00Z',
      reason: 'books close',
    };
    const { freeze, propose, take, states, migrationId, as: caller } = await makeMeeting([window]);
    const { id } = await freeze();
    const proposal = await propose(id, { outcome: 'go', reason: 'now' });
    await caller.finance.decision.second({ migrationId, decisionId: id, ...proposal });
    await expect(take(id, proposal)).rejects.toMatchObject({ message: expect.stringContaining('Year-end') });
    expect(await states()).toEqual(['Shadow', 'current', 'ahead', 'ahead']);
    await take(id, await propose(id, { outcome: 'no_go', reason: 'The books close.' }));
  });

  it('turns conditions into tasks, which are overdue until somebody shows that they are done', async () => {
    const { freeze, propose, take, get, migration, migrationId, now, as: caller } = await makeMeeting();
    const { id } = await freeze();
    const conditions = [
      { text: 'Close D-4', owner: 'Finance', dueOn: '2026-03-03' },
      { text: 'Drill the rollback', owner: 'Platform', dueOn: '2026-03-20' },
    ];
    await take(id, await propose(id, { outcome: 'go_with_conditions', reason: 'almost', conditions }));
    const [first] = (await get(1)).conditions;
    expect(first).toMatchObject({ ...conditions[0], done: null, overdue: false });
    const later = as(migration.lead, at(new Date(now().getTime() + 24 * HOUR_MS)));
    const [, ...others] = (await later.decision.get({ slug: migration.slug, number: 1 })).conditions;
    expect((await later.decision.get({ slug: migration.slug, number: 1 })).conditions[0]?.overdue).toBe(true);
    expect(others.map(({ overdue }) => overdue)).toEqual([false]);
    const done = { migrationId, conditionId: first?.id ?? '', evidence: 'https://tracker/7' };
    await caller.finance.decision.completeCondition(done);
    expect((await later.decision.get({ slug: migration.slug, number: 1 })).conditions[0]).toMatchObject({
      done: { by: 'Member finance', evidence: 'https://tracker/7' },
      overdue: false,
    });
    await expect(caller.finance.decision.completeCondition(done)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is held once about a gate, and can be withdrawn', async () => {
    const { freeze, get, migrationId, propose, as: caller } = await makeMeeting();
    const { id } = await freeze();
    await expect(freeze()).rejects.toMatchObject({ code: 'CONFLICT' });
    await caller.lead.decision.withdraw({ migrationId, decisionId: id });
    expect(await get(1)).toMatchObject({ state: 'withdrawn', withdrawn: { by: 'Lea' }, decided: null });
    await expect(propose(id, { outcome: 'go' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await freeze()).toMatchObject({ number: 2 });
  });

  it('goes no further where the plan has another gate by now', async () => {
    const { freeze, propose, take, migration, migrationId, as: caller } = await makeMeeting();
    const { id } = await freeze();
    const proposal = await propose(id, { outcome: 'go' });
    const { document } = await caller.lead.plan.get({ slug: migration.slug });
    const other = { ...document, phases: [{ name: 'Assess' }, ...document.phases] };
    await caller.lead.plan.replace({ migrationId, document: other });
    await expect(take(id, proposal)).rejects.toMatchObject({ message: expect.stringContaining('the gate of Assess') });
  });
});

describe('the database keeps it so', () => {
  it('whatever the application says', async () => {
    const made = await makeMeeting();
    const { freeze, propose, take, migrationId, finance, as: caller } = made;
    await turnNoGo(made);
    const { id } = await freeze();
    await expect(db.$executeRaw`UPDATE decision SET snapshot = '{}' WHERE id = ${id}::uuid`).rejects.toThrow('frozen');
    await expect(db.$executeRaw`UPDATE decision SET verdict = 'go' WHERE id = ${id}::uuid`).rejects.toThrow('frozen');
    await propose(id, { outcome: 'go', reason: 'r' });
    const decided = (override: boolean) => db.$executeRaw`
      UPDATE decision SET state = 'decided', outcome = 'go', override = ${override}, decided_at = now(),
        decided_verdict = 'no_go', audit_entry_id = gen_random_uuid() WHERE id = ${id}::uuid`;
    await expect(decided(false)).rejects.toThrow('decision_override');
    await expect(decided(true)).rejects.toThrow('decision_second');
    const self = db.$executeRaw`UPDATE decision SET seconded_by_id = proposed_by_id WHERE id = ${id}::uuid`;
    await expect(self).rejects.toThrow('decision_four_eyes');
    await caller.finance.decision.vote({ migrationId, decisionId: id, vote: 'no_go' });
    await take(id, await propose(id, { outcome: 'no_go', reason: 'r' }));
    const turned = db.$executeRaw`UPDATE decision SET outcome = 'extend' WHERE id = ${id}::uuid`;
    await expect(turned).rejects.toThrow('not changed');
    const late = db.$executeRaw`UPDATE decision_vote SET vote = 'go' WHERE user_id = ${finance.id}::uuid`;
    await expect(late).rejects.toThrow('while the meeting is open');
  });
});

describe('at the same time', () => {
  it('two take it and one does; two freeze and one does', async () => {
    const { freeze, propose, take, get, migrationId } = await makeMeeting();
    const opened = await Promise.allSettled([freeze(), freeze(), freeze()]);
    expect(opened.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const { id } = await get(1);
    const proposal = await propose(id, { outcome: 'go' });
    const taken = await Promise.allSettled([take(id, proposal), take(id, proposal), take(id, proposal)]);
    expect(taken.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const one of taken) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
    expect(await db.auditEntry.count({ where: { migrationId, action: 'decision.taken' } })).toBe(1);
  });

  it('a vote against the taking is either part of the decision or refused', async () => {
    const { freeze, propose, take, get, migrationId } = await makeMeeting();
    const { id } = await freeze();
    const proposal = await propose(id, { outcome: 'go' });
    const voters = await Promise.all(Array.from({ length: 8 }, () => makeMember(migrationId, 'engineer')));
    const cast = voters.map((voter) => as(voter).decision.vote({ migrationId, decisionId: id, vote: 'no_go' }));
    const [, ...said] = await Promise.allSettled([take(id, proposal), ...cast]);
    const counted = said.filter(({ status }) => status === 'fulfilled').length;
    expect((await get(1)).votes).toHaveLength(counted);
    const entry = await db.auditEntry.findFirstOrThrow({ where: { migrationId, action: 'decision.taken' } });
    expect(JSON.parse(entry.content).after.votes).toHaveLength(counted);
    for (const one of said) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
  });
});
