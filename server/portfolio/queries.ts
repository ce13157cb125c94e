import { type PortfolioRow, portfolioSchema } from '#core/portfolio/schema.ts';
import { noInputSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { countOpen } from '../verdict/count-discrepancies.ts';
import { headColumns } from '../verdict/head-columns.ts';
import { judgeMigration } from '../verdict/judge-migration.ts';
import { loadOutlook } from './load-outlook.ts';
import { byNeed, presentRow } from './present.ts';

/** Every migration the reader takes part in, what needs attention first. */
export const getPortfolio = query(
  { can: { every: 'migration.read' }, input: noInputSchema, output: portfolioSchema },
  async (tx, ctx) => {
    const now = ctx.now();
    const migrations = await tx.migration.findMany({
      where: { id: { in: ctx.grants.map(({ migrationId }) => migrationId) } },
      select: {
        ...headColumns,
        settings: true,
        memberships: {
          where: { role: 'lead' },
          orderBy: { since: 'asc' },
          take: 1,
          select: { user: { select: { name: true } } },
        },
      },
    });
    const rows: PortfolioRow[] = [];
    for (const { memberships, settings, ...migration } of migrations) {
      const judgement = await judgeMigration(tx, migration.id, now);
      const lead = memberships[0]?.user.name ?? null;
      const { phases } = judgement;
      rows.push(
        presentRow({
          migration,
          judgement,
          open: await countOpen(tx, migration.id),
          outlook: await loadOutlook(tx, { migrationId: migration.id, settings, phases, lead }),
          now,
        }),
      );
    }
    return { rows: rows.sort(byNeed) };
  },
);
