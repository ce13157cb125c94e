import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { PageActions } from '#components/share/page-actions.tsx';
import { MigrationHeading } from '#components/shell/migration-heading.tsx';
import { MigrationNav } from '#components/shell/migration-nav.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { ZoneProvider } from '#components/time/zone.tsx';
import { Hydrate } from '../../_data/hydrate.tsx';
import { load } from '../../_data/load.ts';
import { getQueryClient, trpc } from '../../_data/server-trpc.ts';

type Props = { params: Promise<{ slug: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const found = await getQueryClient()
    .fetchQuery(trpc.migration.get.queryOptions({ slug }))
    .catch(() => null);
  const name = found?.migration.name ?? 'Not found';
  return { title: { default: name, template: `%s · ${name} · Parallax` } };
}

export default async function MigrationLayout({ params, children }: Props) {
  const { slug } = await params;
  const [found] = await Promise.all([
    load((queries) => queries.fetchQuery(trpc.migration.get.queryOptions({ slug }))),
    load((queries) => queries.fetchQuery(trpc.me.get.queryOptions({}))),
  ]);
  if (!found) throw new Error('The migration could not be loaded.');
  const { id, timeZone } = found.migration;
  return (
    <Hydrate>
      <ZoneProvider timeZone={timeZone}>
        <Shell nav={<MigrationNav />} heading={<MigrationHeading />} actions={<PageActions />} migrationId={id}>
          {children}
        </Shell>
      </ZoneProvider>
    </Hydrate>
  );
}
