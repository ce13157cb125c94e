'use client';

import { useQuery } from '@tanstack/react-query';
import { useParams } from 'next/navigation';
import type { Theme } from '#lib/session/theme.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { accountLinks } from '../account/account-links.ts';

export type Entry = { id: string; title: string; note?: string; href?: string; theme?: Theme };
type Group = { title: string; entries: Entry[] };

/** What the palette offers. Inside a migration also its pages, datasets and open discrepancies. */
export function useEntries(): Group[] {
  const { slug } = useParams<{ slug?: string }>();
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.me.get.queryOptions({}));
  const { data: current } = useQuery({ ...trpc.migration.get.queryOptions({ slug: slug ?? '' }), enabled: !!slug });
  const migrationId = current?.migration.id ?? '';
  const { data: open } = useQuery({
    ...trpc.discrepancy.list.queryOptions({ migrationId, view: 'open', limit: 50 }),
    enabled: !!current,
  });
  const { data: datasets } = useQuery({ ...trpc.dataset.list.queryOptions({ migrationId }), enabled: !!current });

  const groups: Group[] = [];
  if (slug && current) {
    groups.push({ title: current.migration.name, entries: pagesOf(slug, current.permissions) });
    if (open && open.items.length > 0) {
      groups.push({
        title: 'Open discrepancies',
        entries: open.items.map((item) => ({
          id: `D-${item.number}`,
          title: item.title,
          note: `D-${item.number}`,
          href: `/m/${slug}/discrepancies?id=${item.id}`,
        })),
      });
    }
    if (datasets && datasets.length > 0) {
      groups.push({
        title: 'Datasets',
        entries: datasets.map((dataset) => ({
          id: `dataset ${dataset.name}`,
          title: dataset.name,
          note: dataset.domain,
          href: `/m/${slug}/evidence?dataset=${dataset.id}`,
        })),
      });
    }
  }
  groups.push({ title: 'Migrations', entries: migrationsOf(me?.memberships ?? []) });
  if (me) {
    groups.push({
      title: 'Account',
      entries: accountLinks(me.user.isAdmin).map(({ href, name, about }) => ({
        id: href,
        title: name,
        note: about,
        href,
      })),
    });
  }
  groups.push({ title: 'Colours', entries: themes });
  return groups;
}

function pagesOf(slug: string, permissions: readonly string[]): Entry[] {
  const base = `/m/${slug}`;
  const pages: Entry[] = [
    { id: 'page go no-go', title: 'Go / no-go', href: base },
    { id: 'page plan', title: 'Plan', href: `${base}/plan` },
    { id: 'page criteria', title: 'Criteria', href: `${base}/criteria` },
    { id: 'page evidence', title: 'Evidence', href: `${base}/evidence` },
    { id: 'page discrepancies', title: 'Discrepancies', href: `${base}/discrepancies` },
    { id: 'page people', title: 'People', href: `${base}/people` },
    { id: 'page wallboard', title: 'Wallboard', href: `${base}/wall` },
  ];
  if (permissions.includes('keys.read')) {
    pages.push({ id: 'page agents keys', title: 'Agents & keys', href: `${base}/agents` });
  }
  return pages;
}

function migrationsOf(memberships: readonly { slug: string; name: string; role: string }[]): Entry[] {
  return [
    { id: 'portfolio', title: 'Portfolio', href: '/' },
    ...memberships.map(({ slug, name, role }) => ({
      id: `migration ${slug}`,
      title: name,
      note: role,
      href: `/m/${slug}`,
    })),
  ];
}

const themes: Entry[] = [
  { id: 'colours system', title: 'Colours of the system', theme: 'system' },
  { id: 'colours light', title: 'Light', theme: 'light' },
  { id: 'colours dark', title: 'Dark', theme: 'dark' },
];
