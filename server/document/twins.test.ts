import { expect, it } from 'vitest';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { makeMigration } from '../testing/factory.ts';

const dataset = (name: string, ...columns: string[]) => ({
  name,
  legacyRef: name,
  targetRef: name,
  columns: columns.map((column) => ({ name: column })),
});

const refusedAt = (pointer: string) => ({ code: 'UNPROCESSABLE_CONTENT', cause: { problems: [{ pointer }] } });

it('no entry point takes a name that the plan has in another spelling', async () => {
  const { id: migrationId, slug, lead } = await makeMigration();
  const { plan, dataset: datasets } = as(lead);
  const { document } = await plan.get({ slug });
  const wanted = { ...document, phases: [{ name: 'Shadow' }], datasets: [dataset('payouts', 'amount')] };
  await plan.replace({ migrationId, document: wanted });
  const twin = { ...wanted, phases: [{ name: 'Shadow' }, { name: 'SHADOW\u200b' }] };
  await expect(plan.preview({ migrationId, document: twin })).rejects.toMatchObject(refusedAt('/phases/1/name'));
  await expect(plan.replace({ migrationId, document: twin })).rejects.toMatchObject(refusedAt('/phases/1/name'));
  const declare = (...declared: ReturnType<typeof dataset>[]) => datasets.declare({ migrationId, datasets: declared });
  await expect(declare(dataset('links'), dataset('Payouts'))).rejects.toMatchObject(refusedAt('/datasets/1/name'));
  await expect(declare(dataset('payouts', 'amount', 'Amount'))).rejects.toMatchObject(
    refusedAt('/datasets/0/columns/1/name'),
  );
  expect(await declare(dataset('payouts', 'amount', 'second'))).toMatchObject({ datasets: [{ name: 'payouts' }] });
});

it('a plan that has such names from before loads, and can be changed', async () => {
  const { id: migrationId, slug, lead } = await makeMigration();
  const { plan } = as(lead);
  const { document } = await plan.get({ slug });
  await plan.replace({ migrationId, document: { ...document, scenarios: [{ name: 'Top' }, { name: 'Other' }] } });
  await db.planItem.updateMany({ where: { migrationId, name: 'Other' }, data: { name: 'top', body: { name: 'top' } } });
  const { document: had } = await plan.get({ slug });
  expect(had.scenarios.map(({ name }) => name)).toEqual(['Top', 'top']);
  const more = { ...had, scenarios: [...had.scenarios, { name: 'Refund' }] };
  expect(await plan.replace({ migrationId, document: more })).toMatchObject({ changes: [{ name: 'Refund' }] });
  const worse = { ...more, scenarios: [...more.scenarios, { name: 'refund' }] };
  await expect(plan.replace({ migrationId, document: worse })).rejects.toMatchObject(refusedAt('/scenarios/3/name'));
});
