import type { Role } from '../permissions.ts';
import type { RoleRule } from './role-map.ts';

export type MigrationName = { id: string; slug: string };
export type GivenRoles = {
  isAdmin: boolean;
  /** Role by migration id. */
  roles: ReadonlyMap<string, Role>;
  /** Migrations that a rule names and that do not exist. */
  unknownSlugs: readonly string[];
};

/** What these groups give. Of several rules for one migration the first that fits decides. */
export function rolesOfGroups(
  rules: readonly RoleRule[],
  groups: readonly string[],
  migrations: readonly MigrationName[],
): GivenRoles {
  const held = new Set(groups);
  const given = new Map<string, Role>();
  const unknown = new Set<string>();
  let isAdmin = false;
  for (const rule of rules) {
    if (!held.has(rule.group)) continue;
    if (rule.gives === 'admin') {
      isAdmin = true;
      continue;
    }
    const { slug, role } = rule;
    const meant = slug === '*' ? migrations : migrations.filter((migration) => migration.slug === slug);
    if (slug !== '*' && meant.length === 0) unknown.add(slug);
    for (const { id } of meant) if (!given.has(id)) given.set(id, role);
  }
  return { isAdmin, roles: given, unknownSlugs: [...unknown] };
}
