import { type Role, roleMay, roleMayGrant, type Scope } from '../permissions.ts';

/** Who stands behind a key: who made or adopted it, and their role in its migration now. Null: the server itself made it, and has every right. */
export type Behind = { name: string; role: Role | null } | null;

/** What a key may still do, and why not all that it was made for. */
export type KeyRights = {
  scopes: readonly Scope[];
  /** Those it lost, and why; null: none. */
  withheld: { scopes: readonly Scope[]; why: string } | null;
};

/** A key has never more rights than the person behind it has now: it must be one whom they could make today, scope by scope. */
export function rightsOf(scopes: readonly Scope[], behind: Behind): KeyRights {
  if (behind === null) return { scopes, withheld: null };
  const { name, role } = behind;
  const adopt = 'Whoever holds these rights can adopt the key.';
  if (role === null) {
    return withheldAll(scopes, `${name}, who stands behind this key, is no member of the migration any more. ${adopt}`);
  }
  if (!roleMay(role, 'keys.edit')) {
    return withheldAll(scopes, `${name}, who stands behind this key, is ${role} now, and may have no keys. ${adopt}`);
  }
  const lost = scopes.filter((scope) => !roleMayGrant(role, scope));
  if (lost.length === 0) return { scopes, withheld: null };
  const what = lost.length === 1 ? `the scope ${lost[0]}` : `the scopes ${lost.join(', ')}`;
  const why = `${name}, who stands behind this key, is ${role} now, and may not give ${what}. ${adopt}`;
  return { scopes: scopes.filter((scope) => !lost.includes(scope)), withheld: { scopes: lost, why } };
}

const withheldAll = (scopes: readonly Scope[], why: string): KeyRights => ({ scopes: [], withheld: { scopes, why } });
