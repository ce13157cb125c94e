import type { RunInput } from '#core/run/schema.ts';
import type { Can } from '../authorize.ts';
import { newId } from '../new-id.ts';
import type { AppRouter } from '../root.ts';
import { at } from './factory.ts';

type Procedures = AppRouter['_def']['record'];
/** `key.create`, from the router's own type. */
export type ProcedurePath = {
  [Entity in keyof Procedures & string]: `${Entity}.${keyof Procedures[Entity] & string}`;
}[keyof Procedures & string];

/**
 * What every procedure is for, written a second time and by hand. A procedure without a row does not compile, and one that lets
 * somebody in or keeps somebody out against its row and core/permissions.ts fails server/permission-matrix.test.ts. Inputs are
 * well-formed and name things that do not exist, so that a call that is let in changes nothing; a verb that only adds something may add it.
 * Leave out `migrationId`: it is filled in with the caller's own and with another one.
 */
export type PermissionRow = { can: Can; input?: object };

const id = newId();
const runId = newId();
const time = at()().toISOString();
const run: RunInput = {
  protocol: 1,
  kind: 'record_count',
  runId,
  checkId: id,
  window: null,
  asOf: { legacy: { position: null, time }, target: { position: null, time } },
  lagMs: null,
  coverage: { method: 'full', population: 1, compared: 1 },
  tool: { name: 't', version: '1', configHash: '' },
  durationMs: 1,
  counts: { legacy: 1, target: 1 },
};

export const permissionTable = {
  'agent.overview': { can: 'keys.read' },
  'agent.requests': { can: 'keys.read' },
  'approval.answerFor': { can: 'answer', input: { ids: ['0'.repeat(64)] } },
  'approval.approvePlanChanges': { can: 'approve', input: { ids: ['0'.repeat(64)] } },
  'approval.listWaiting': { can: 'migration.read' },
  'approval.takeBackPlanChanges': { can: 'plan.edit', input: { ids: ['0'.repeat(64)] } },
  'audit.list': { can: 'audit.read' },
  'audit.listInstance': { can: 'instance.manageUsers', input: {} },
  'audit.verify': { can: 'audit.read' },
  'audit.verifyInstance': { can: 'instance.manageUsers', input: {} },
  'check.list': { can: 'migration.read' },
  'check.update': { can: 'plan.edit', input: { checkId: id } },
  'control.config': { can: 'control.read', input: {} },
  'criterion.backTest': {
    can: 'migration.read',
    input: { definition: { metric: 'coverage', comparator: 'gte', threshold: '1' } },
  },
  'criterion.create': {
    can: 'criteria.edit',
    // Asked at a gate that is not there.
    input: { key: 'x', metric: 'coverage', comparator: 'gte', threshold: '1', gates: ['nowhere'] },
  },
  'criterion.list': { can: 'migration.read' },
  'criterion.listChanges': { can: 'migration.read' },
  'criterion.overview': { can: 'migration.read' },
  'criterion.remove': { can: 'criteria.edit', input: { criterionId: id } },
  'criterion.update': { can: 'criteria.edit', input: { criterionId: id } },
  'dataset.declare': {
    can: 'plan.edit',
    input: { datasets: [{ name: 'payouts', legacyRef: 'payouts', targetRef: 'payouts' }] },
  },
  'dataset.list': { can: 'migration.read' },
  'decision.completeCondition': { can: 'decision.vote', input: { conditionId: id, evidence: 'seen' } },
  'decision.freeze': { can: 'decision.hold' },
  'decision.get': { can: 'migration.read', input: { number: 404 } },
  'decision.list': { can: 'migration.read' },
  'decision.propose': { can: 'decision.hold', input: { decisionId: id, outcome: 'no_go', reason: 'not yet' } },
  'decision.second': { can: 'decision.second', input: { decisionId: id, proposedAt: time } },
  'decision.take': { can: 'decision.hold', input: { decisionId: id, proposedAt: time } },
  'decision.vote': { can: 'decision.vote', input: { decisionId: id, vote: 'no_go' } },
  'decision.withdraw': { can: 'decision.hold', input: { decisionId: id } },
  'discrepancy.archive': { can: 'discrepancy.triage', input: { id, reason: 'seen' } },
  'discrepancy.assign': { can: 'discrepancy.triage', input: { id, userId: null } },
  'discrepancy.get': { can: 'evidence.read', input: { id } },
  'discrepancy.list': { can: 'evidence.read' },
  'discrepancy.setCause': { can: 'discrepancy.triage', input: { id, cause: 'mapping' } },
  'domain.list': { can: 'migration.read' },
  'evidence.acceptLate': { can: 'approve', input: { lateId: id, seen: 1 } },
  'evidence.listLate': { can: 'evidence.read' },
  'evidence.previewLate': { can: 'approve', input: { lateId: id } },
  'evidence.refuseLate': { can: 'approve', input: { lateId: id, seen: 1, reason: 'no' } },
  'evidence.overview': { can: 'evidence.read' },
  'forecast.dates': { can: 'verdict.read' },
  'forecast.get': { can: 'migration.read' },
  'forecast.history': { can: 'migration.read' },
  'gate.check': { can: 'gate.check', input: {} },
  'gate.flagger': { can: 'gate.check', input: { name: 'shop', namespace: 'default', phase: 'Progressing' } },
  'ingest.appendDifferences': {
    can: 'evidence.push',
    input: {
      protocol: 1,
      runId,
      chunk: 0,
      differences: [{ class: 'missing_in_target', state: 'confirmed', key: { id: { value: '1' } }, observedAt: time }],
    },
  },
  'ingest.completeRun': { can: 'evidence.push', input: { chunks: 0, run } },
  'ingest.heartbeat': {
    can: 'evidence.push',
    input: { protocol: 1, agent: { name: 'a', version: '1' }, clock: time, backlog: 0 },
  },
  'ingest.metrics': { can: 'evidence.push', input: { protocol: 1, points: [{ checkId: id, at: time }] } },
  'ingest.openRun': { can: 'evidence.push', input: { protocol: 1, runId, checkId: id, kind: 'field_level' } },
  'ingest.request': { can: 'evidence.push', input: { id } },
  'ingest.requests': { can: 'evidence.push', input: {} },
  'ingest.submitRun': { can: 'evidence.push', input: run },
  'ingest.validateRun': { can: 'evidence.push', input: run },
  'key.adopt': { can: 'keys.edit', input: { keyId: id } },
  'key.create': { can: 'keys.edit', input: { name: 'k', scopes: ['read'], datasetIds: [id] } },
  'key.list': { can: 'keys.read' },
  'key.revoke': { can: 'keys.edit', input: { keyId: id } },
  'key.rotate': { can: 'keys.edit', input: { keyId: id, overlapMs: 0 } },
  'live.changes': { can: { every: 'migration.read' } },
  'me.changePassword': { can: 'signedIn', input: { current: 'not this one', password: 'long enough to pass' } },
  'me.get': { can: 'signedIn', input: {} },
  'me.signIn': { can: 'signedIn', input: {} },
  'member.approvers': { can: 'migration.read' },
  'member.vouch': { can: 'members.vouch', input: { userId: id, reason: 'we met' } },
  'member.changeRole': { can: 'members.edit', input: { userId: id, role: 'bi' } },
  'member.invite': { can: 'members.edit', input: { email: 'new@example.org', role: 'bi' } },
  'member.join': { can: 'instance.manageUsers', input: { migrationId: id, role: 'lead' } },
  'member.list': { can: 'migration.read' },
  'member.remove': { can: 'members.edit', input: { userId: id } },
  'migration.create': {
    can: 'instance.createMigration',
    input: { slug: 'taken', name: 'M', legacySystem: 'a', targetSystem: 'b', timeZone: 'UTC', currency: 'EUR' },
  },
  'migration.get': { can: 'migration.read' },
  'migration.listAll': { can: 'instance.manageUsers', input: {} },
  'oidc.check': { can: 'instance.manageUsers', input: {} },
  'oidc.configuration': { can: 'instance.manageUsers', input: {} },
  'oidc.trial': { can: 'instance.manageUsers', input: { id } },
  'oidc.signInOptions': { can: 'anyone', input: {} },
  'plan.preview': {
    can: 'migration.read',
    input: {
      document: {
        parallax: 1,
        migration: { slug: 'x', name: 'X', legacySystem: 'A', targetSystem: 'B', timeZone: 'UTC', currency: 'EUR' },
      },
    },
  },
  'plan.replace': {
    can: 'plan.edit',
    input: {
      document: {
        parallax: 1,
        migration: { slug: 'x', name: 'X', legacySystem: 'A', targetSystem: 'B', timeZone: 'UTC', currency: 'EUR' },
      },
    },
  },
  'plan.applyTemplate': { can: 'plan.edit', input: { template: 'affiliate-platform', startOn: '2026-03-02' } },
  'plan.previewTemplate': { can: 'plan.edit', input: { template: 'affiliate-platform', startOn: '2026-03-02' } },
  'plan.templates': { can: 'signedIn', input: {} },
  'plan.history': { can: 'migration.read', input: { part: 'inventory', name: 'nothing' } },
  'plan.get': { can: 'plan.read' },
  'plan.outline': { can: 'plan.outline' },
  'plan.approveMark': { can: 'approve', input: { markId: id } },
  'plan.approveWindow': { can: 'approve', input: { name: 'nothing' } },
  'plan.mark': { can: 'plan.mark', input: { part: 'inventory', name: 'nothing', status: 'documented' } },
  'portfolio.get': { can: { every: 'migration.read' }, input: {} },
  'run.get': { can: 'evidence.read', input: { runId } },
  'run.list': { can: 'evidence.read' },
  'session.end': { can: 'signedIn', input: { sessionId: id } },
  'session.endAll': { can: 'signedIn', input: {} },
  'session.endOthers': { can: 'signedIn', input: {} },
  'session.list': { can: 'signedIn', input: {} },
  'share.create': {
    can: 'share.edit',
    // Longer than a link may live: nothing is made.
    input: { name: 's', pages: ['go_no_go'], expiresAt: '2999-01-01T00:00:00Z' },
  },
  'share.list': { can: 'share.edit' },
  'share.revoke': { can: 'share.edit', input: { linkId: id } },
  'setup.acceptInvite': {
    can: 'anyone',
    input: { token: 'x', name: 'N', email: 'n@example.org', password: 'long enough to pass' },
  },
  'setup.findInvite': { can: 'anyone', input: { token: 'x' } },
  'setup.resetPassword': { can: 'anyone', input: { token: 'x', password: 'long enough to pass' } },
  'user.createResetLink': { can: 'instance.manageUsers', input: { userId: id } },
  'user.vouch': { can: 'instance.manageUsers', input: { userId: id, reason: 'we met' } },
  'user.endSessions': { can: 'instance.manageUsers', input: { userId: id, sessionId: null } },
  'user.list': { can: 'instance.manageUsers', input: {} },
  'user.sessions': { can: 'instance.manageUsers', input: { userId: id } },
  'waiver.decide': { can: 'approve', input: { waiverId: id, approved: true } },
  'waiver.list': { can: 'migration.read' },
  'waiver.request': { can: 'criteria.edit', input: { criterionId: id, reason: 'why', expiresAt: time } },
  'waiver.withdraw': { can: 'approve', input: { waiverId: id } },
  'verdict.get': { can: 'verdict.read' },
} as const satisfies Record<ProcedurePath, PermissionRow>;
