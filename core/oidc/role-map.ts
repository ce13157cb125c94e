import { type Role, roles } from '../permissions.ts';

/** What one group of a provider gives: the instance to an administrator, or a role in one migration or (`*`) in all. */
export type RoleRule = { group: string; gives: 'admin' } | { group: string; gives: 'role'; slug: string; role: Role };

export type ParsedRoleMap = { ok: true; rules: readonly RoleRule[] } | { ok: false; problems: readonly string[] };

/**
 * `ops=admin; payments-leads=paycore:lead; audit=*:auditor`: lines end with `;` or a line break, the last `=` of a line parts the
 * group from what it gives, so that a group may hold any other character.
 */
export function parseRoleMap(text: string): ParsedRoleMap {
  const rules: RoleRule[] = [];
  const problems: string[] = [];
  const lines = text
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  for (const [index, line] of lines.entries()) {
    const cut = line.lastIndexOf('=');
    const rule = cut > 0 ? ruleOf(line.slice(0, cut).trim(), line.slice(cut + 1).trim()) : null;
    if (rule) rules.push(rule);
    else {
      problems.push(
        `part ${index + 1} must look like group=admin, group=slug:role or group=*:role, with a role of ${roles.join(', ')}`,
      );
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rules };
}

function ruleOf(group: string, target: string): RoleRule | null {
  if (group === '') return null;
  if (target === 'admin') return { group, gives: 'admin' };
  const [slug = '', name, ...rest] = target.split(':');
  const role = roles.find((known) => known === name);
  if (!role || rest.length > 0 || !/^(\*|[a-z0-9][a-z0-9-]*)$/.test(slug)) return null;
  return { group, gives: 'role', slug, role };
}
