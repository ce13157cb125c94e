import { agentOffline } from '#e2e/faults/agent-offline.ts';
import { hostileRuns } from '#e2e/faults/hostile-runs.ts';
import { killPostmaster } from '#e2e/faults/kill-postmaster.ts';
import { killWeb } from '#e2e/faults/kill-web.ts';
import { lonePerson } from '#e2e/faults/lone-person.ts';
import { noRoom } from '#e2e/faults/no-room.ts';
import { otherBody } from '#e2e/faults/other-body.ts';
import { outOfOrder } from '#e2e/faults/out-of-order.ts';
import { provesNothing } from '#e2e/faults/proves-nothing.ts';
import { repeatedDelivery } from '#e2e/faults/repeated-delivery.ts';
import { stopDatabase } from '#e2e/faults/stop-database.ts';
import { wrongClock } from '#e2e/faults/wrong-clock.ts';
import type { Fault } from '#server/testing/fault.ts';

/** `npm run bench -- faults NAME` runs one of these, without a name all of them. */
export const faults = {
  'repeated-delivery': repeatedDelivery,
  'other-body': otherBody,
  'kill-web': killWeb,
  'kill-postmaster': killPostmaster,
  'stop-database': stopDatabase,
  'no-room': noRoom,
  'out-of-order': outOfOrder,
  'agent-offline': agentOffline,
  'wrong-clock': wrongClock,
  'proves-nothing': provesNothing,
  'hostile-runs': hostileRuns,
  'lone-person': lonePerson,
} satisfies Record<string, Fault>;
