import { expect, it } from 'vitest';
import { makeMeeting } from '../testing/decision-meeting.ts';

it('lets no later gate say go while what it was made conditional on is open, and none at all once that is overdue', async () => {
  const {
    freeze,
    propose,
    take,
    get,
    seal,
    migrationId,
    verdictAt,
    cleanDay,
    noon,
    now,
    as: caller,
  } = await makeMeeting();
  const { id } = await freeze();
  const conditions = [{ text: 'Close D-4', owner: 'Finance', dueOn: '2026-03-04' }];
  await take(id, await propose(id, { outcome: 'go_with_conditions', reason: 'almost', conditions }));
  expect((await verdictAt(now())).verdict).toBe('go'); // Nothing counts before its seal.
  await seal();
  expect(await verdictAt(now())).toMatchObject({
    gate: 'Ramp',
    verdict: 'conditional_go',
    blockers: [{ standing: 'condition_open', link: { page: 'decisions' } }],
  });
  for (const day of [2, 3]) await cleanDay(noon(day));
  expect(await verdictAt(noon(3))).toMatchObject({
    verdict: 'no_go',
    blockers: [{ standing: 'condition_overdue', detail: 'G-1 Close D-4 (Finance, 4 Mar)' }],
  });
  const [condition] = (await get(1)).conditions;
  await caller.finance.decision.completeCondition({ migrationId, conditionId: condition?.id ?? '', evidence: 'D-4' });
  expect((await verdictAt(noon(3))).verdict).toBe('go');
});
