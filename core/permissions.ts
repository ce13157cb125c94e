/** Roles a person can hold in a migration. Instance administrators hold no role by that alone; an administrator may add themselves, which the audit trail shows. */
export const roles = ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** What an API key may be allowed to do. */
export const scopes = ['ingest', 'control', 'gate', 'read', 'plan'] as const;
export type Scope = (typeof scopes)[number];

/** What a share link can show. */
export const sharePages = ['go_no_go', 'criteria', 'plan'] as const;
export type SharePage = (typeof sharePages)[number];

/** Every permission inside a migration, with the roles, the key scopes and the pages of share links that hold it. The server enforces this table, the UI asks it. */
export const permissions = {
  'migration.read': { roles: ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor'], scopes: ['read'] },
  /** The verdict with its reasons and criteria: counts, rates and dates, never a row. */
  'verdict.read': {
    roles: ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor'],
    scopes: ['read'],
    pages: ['go_no_go', 'criteria'],
  },
  'plan.read': { roles: ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor'], scopes: ['read'] },
  /** Phases with their days, names of workstreams and windows: no costs, no owners. */
  'plan.outline': {
    roles: ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor'],
    scopes: ['read'],
    pages: ['plan'],
  },
  'plan.edit': { roles: ['lead'], scopes: ['plan'] },
  /** What became of an item of the plan: a scenario passed, a partner was validated. */
  'plan.mark': { roles: ['lead', 'engineer', 'finance', 'bi'], scopes: ['plan'] },
  'criteria.edit': { roles: ['lead'], scopes: [] },
  /** As the second person: waivers, loosened criteria, maintenance windows. Never one's own request. */
  approve: { roles: ['lead', 'finance', 'bi', 'stakeholder'], scopes: [] },
  /** As a person for what a key made, which comes before any approval. Asked besides: the permission that it takes to make it. */
  answer: { roles: ['lead', 'engineer', 'finance', 'bi'], scopes: [] },
  /** Decision meetings: freeze the verdict, propose, decide. */
  'decision.hold': { roles: ['lead'], scopes: [] },
  'decision.vote': { roles: ['lead', 'engineer', 'finance', 'bi', 'stakeholder'], scopes: [] },
  /** As the second person behind a go against the verdict. Never one's own proposal. */
  'decision.second': { roles: ['lead', 'finance', 'bi', 'stakeholder'], scopes: [] },
  /** That an account is a person of its own. Refused for whoever could be acting as it. */
  'members.vouch': { roles: ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor'], scopes: [] },
  'members.edit': { roles: ['lead'], scopes: [] },
  'keys.read': { roles: ['lead', 'engineer', 'auditor'], scopes: [] },
  'keys.edit': { roles: ['lead', 'engineer'], scopes: [] },
  'evidence.read': { roles: ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor'], scopes: ['read'] },
  /** Row values of differences. A sponsor decides on counts and money, not on rows of customers. */
  'values.read': { roles: ['lead', 'engineer', 'finance', 'bi', 'auditor'], scopes: [] },
  'evidence.push': { roles: [], scopes: ['ingest'] },
  'control.read': { roles: [], scopes: ['control', 'ingest'] },
  'discrepancy.triage': { roles: ['lead', 'engineer'], scopes: [] },
  /** Whether a pipeline may go on. */
  'gate.check': {
    roles: ['lead', 'engineer', 'finance', 'bi', 'stakeholder', 'auditor'],
    scopes: ['gate', 'read'],
  },
  /** Links that show pages to whoever has them, and who looked through them. */
  'share.edit': { roles: ['lead'], scopes: [] },
  'audit.read': { roles: ['lead', 'auditor'], scopes: ['read'] },
} as const satisfies Record<string, { roles: readonly Role[]; scopes: readonly Scope[]; pages?: readonly SharePage[] }>;
export type Permission = keyof typeof permissions;

export const permissionNames: readonly Permission[] = Object.keys(permissions).filter((name) => isPermission(name));

export function isPermission(name: string): name is Permission {
  return name in permissions;
}

/** Permissions that belong to the instance, not to one migration; only an administrator holds them. */
export const instancePermissions = ['instance.createMigration', 'instance.manageUsers'] as const;
export type InstancePermission = (typeof instancePermissions)[number];

export function roleMay(role: Role, permission: Permission): boolean {
  return (permissions[permission].roles as readonly Role[]).includes(role);
}

export function scopesMay(held: readonly Scope[], permission: Permission): boolean {
  return (permissions[permission].scopes as readonly Scope[]).some((scope) => held.includes(scope));
}

export function pagesMay(shown: readonly SharePage[], permission: Permission): boolean {
  const given: { roles: readonly Role[]; pages?: readonly SharePage[] } = permissions[permission];
  return given.pages?.some((page) => shown.includes(page)) ?? false;
}

/**
 * Whether somebody who holds `role` may hand out `scope`: a key must not be able to do what its maker may not. What only keys can
 * do (push evidence) is for everyone who may make keys.
 */
export function roleMayGrant(role: Role, scope: Scope): boolean {
  return permissionNames.every((name) => {
    const { roles: holders, scopes: given }: { roles: readonly Role[]; scopes: readonly Scope[] } = permissions[name];
    return !given.includes(scope) || holders.length === 0 || holders.includes(role);
  });
}
