import { agentRouter } from './agent/router.ts';
import { auditRouter } from './audit/router.ts';
import { checkRouter } from './check/router.ts';
import { controlRouter } from './control/router.ts';
import { criterionRouter } from './criterion/router.ts';
import { datasetRouter } from './dataset/router.ts';
import { decisionRouter } from './decision/router.ts';
import { discrepancyRouter } from './discrepancy/router.ts';
import { domainRouter } from './domain/router.ts';
import { evidenceRouter } from './evidence/router.ts';
import { forecastRouter } from './forecast/router.ts';
import { gateRouter } from './gate/router.ts';
import { ingestRouter } from './ingest/router.ts';
import { keyRouter } from './key/router.ts';
import { lateEvidenceRouter } from './late-evidence/router.ts';
import { liveRouter } from './live/router.ts';
import { memberRouter } from './member/router.ts';
import { migrationRouter } from './migration/router.ts';
import { oidcRouter } from './oidc/router.ts';
import { planRouter } from './plan/router.ts';
import { portfolioRouter } from './portfolio/router.ts';
import { runRouter } from './run/router.ts';
import { sessionRouter } from './session/router.ts';
import { setupRouter } from './setup/router.ts';
import { shareRouter } from './share/router.ts';
import { approvalRouter } from './strictness/router.ts';
import { mergeRouters, router } from './trpc.ts';
import { meRouter, userRouter } from './user/router.ts';
import { verdictRouter } from './verdict/router.ts';
import { waiverRouter } from './waiver/router.ts';

/** Every procedure there is. A new entity is mounted with one line. */
export const appRouter = router({
  verdict: verdictRouter,
  portfolio: portfolioRouter,
  evidence: mergeRouters(evidenceRouter, lateEvidenceRouter),
  agent: agentRouter,
  approval: approvalRouter,
  audit: auditRouter,
  check: checkRouter,
  control: controlRouter,
  criterion: criterionRouter,
  dataset: datasetRouter,
  decision: decisionRouter,
  discrepancy: discrepancyRouter,
  domain: domainRouter,
  forecast: forecastRouter,
  gate: gateRouter,
  ingest: ingestRouter,
  key: keyRouter,
  live: liveRouter,
  me: meRouter,
  member: memberRouter,
  migration: migrationRouter,
  oidc: oidcRouter,
  plan: planRouter,
  run: runRouter,
  session: sessionRouter,
  setup: setupRouter,
  share: shareRouter,
  user: userRouter,
  waiver: waiverRouter,
});

export type AppRouter = typeof appRouter;
