import type { PlanItem } from '../part/plan-parts.ts';

type Responsibility = PlanItem<'responsibilities'>;

/** accountable: exactly one. deputy: stands in for them; at most one. */
export type RaciRole = 'accountable' | 'deputy' | 'responsible' | 'consulted' | 'informed';
export type RaciChange = { ok: true; rows: Responsibility[] } | { ok: false; reason: string };

/** What somebody is in a row; null: nothing. */
export function raciRole(row: Responsibility | undefined, who: string): RaciRole | null {
  if (!row) return null;
  if (row.accountable === who) return 'accountable';
  if (row.deputy === who) return 'deputy';
  for (const role of ['responsible', 'consulted', 'informed'] as const) if (row[role].includes(who)) return role;
  return null;
}

/** Gives somebody a role in a subject, or takes it (null). Whoever was accountable before becomes responsible: there is one, always. */
export function setRaciRole(
  rows: readonly Responsibility[],
  subject: string,
  who: string,
  role: RaciRole | null,
): RaciChange {
  const row = rows.find(({ name }) => name === subject);
  if (!row) {
    if (role === null) return { ok: true, rows: [...rows] };
    if (role !== 'accountable') return { ok: false, reason: `Say first who is accountable for ${subject}.` };
    const fresh = { name: subject, accountable: who, deputy: null, responsible: [], consulted: [], informed: [] };
    return { ok: true, rows: [...rows, fresh] };
  }
  if (row.accountable === who && role !== 'accountable') {
    return {
      ok: false,
      reason: `Somebody has to be accountable for ${subject}: make another one accountable instead.`,
    };
  }
  const freed = without(row, who);
  const changed = role === null ? freed : withRole(freed, who, role);
  return { ok: true, rows: rows.map((one) => (one === row ? changed : one)) };
}

function without(row: Responsibility, who: string): Responsibility {
  const others = (names: readonly string[]) => names.filter((name) => name !== who);
  return {
    ...row,
    deputy: row.deputy === who ? null : row.deputy,
    responsible: others(row.responsible),
    consulted: others(row.consulted),
    informed: others(row.informed),
  };
}

function withRole(row: Responsibility, who: string, role: RaciRole): Responsibility {
  if (role === 'deputy') return { ...row, deputy: who };
  if (role !== 'accountable') return { ...row, [role]: [...row[role], who] };
  if (row.accountable === who) return row;
  return { ...without(row, row.accountable), accountable: who, responsible: [...row.responsible, row.accountable] };
}
