import { mutation, read, router } from '../trpc.ts';
import { castVote } from './cast-vote.ts';
import { completeCondition } from './complete-condition.ts';
import { freezeVerdict } from './freeze-verdict.ts';
import { proposeOutcome } from './propose-outcome.ts';
import { getDecision, listDecisions } from './queries.ts';
import { secondOverride } from './second-override.ts';
import { takeDecision } from './take-decision.ts';
import { withdrawMeeting } from './withdraw-meeting.ts';

export const decisionRouter = router({
  list: read(listDecisions, { method: 'GET', path: '/decisions', summary: 'Decisions at gates, newest first' }),
  get: read(getDecision, {
    method: 'GET',
    path: '/decisions/{number}',
    summary: 'A decision with what was frozen for it',
  }),
  freeze: mutation(freezeVerdict),
  propose: mutation(proposeOutcome),
  vote: mutation(castVote),
  second: mutation(secondOverride),
  take: mutation(takeDecision),
  withdraw: mutation(withdrawMeeting),
  completeCondition: mutation(completeCondition),
});
