import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { MigrationHeading } from '#components/shell/migration-heading.tsx';
import { MigrationNav } from '#components/shell/migration-nav.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { ZoneProvider } from '#components/time/zone.tsx';
import { Hydrate } from '../../_data/hydrate.tsx';
import { load } from '../../_data/load.ts';
import { trpc } from '../../_data/server-trpc.ts';

type Props = { params: Promise<{ slug: string }>; children: ReactNode };

async function loadMigration({ params }: Props) {
  const { slug } = await params;
  return await load((queries) => queries.fetchQuery(trpc.migration.get.queryOptions({ slug })));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await loadMigration(props);
  const name = found?.migration.name ?? 'Migration';
  return { title: { default: name, template: `%s · ${name} · Parallax` } };
}

export default async function MigrationLayout(props: Props) {
  const [found] = await Promise.all([
    loadMigration(props),
    load((queries) => queries.fetchQuery(trpc.me.get.queryOptions({}))),
  ]);
  if (!found) throw new Error('The migration could not be loaded.');
  const { id, timeZone } = found.migration;
  return (
    <Hydrate>
      <ZoneProvider timeZone={timeZone}>
        <Shell nav={<MigrationNav />} heading={<MigrationHeading />} migrationId={id}>
          {props.children}
        </Shell>
      </ZoneProvider>
    </Hydrate>
  );
}
