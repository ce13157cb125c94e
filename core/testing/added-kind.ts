import type { Kind } from '../check/kind.ts';
import { type CheckKind, kindRegistry, kindRegistryOf } from '../check/kinds.ts';

const id = 'ledger_balance';
/** Types know the kinds of Parallax alone. For them this is one of those, here and nowhere else. */
const isKnown = (kind: string): kind is CheckKind => kind === id;
if (!isKnown(id)) throw new Error('It is its own id.');

/** A kind of check that Parallax does not have: what a new one needs to be planned, shown, sampled and covered is this object alone. */
export const ledgerBalance: Kind<CheckKind> = {
  id,
  name: 'Ledger balance',
  inText: 'ledger-balance',
  asks: 'Does every account add up?',
  finds: 'alone',
  size: 'scan',
  canSeeAll: true,
  isAlwaysSampled: false,
  hasOwnFigure: false,
  isTelemetry: false,
  lag: 'of_dataset',
  tolerances: ['lagLimitMs'],
  accountedBy: [],
  everyMs: 7_200_000,
  isInForm: true,
};

/** The registry with a line more. */
export const withAddedKind = kindRegistryOf([...kindRegistry.kinds, ledgerBalance]);
