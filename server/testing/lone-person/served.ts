import { listProcedures } from '../../procedures.ts';
import { isAgreeing } from './calls.ts';
import { shapeOf } from './inputs.ts';

export type Served = { call: string; shape: unknown };

const served = (kind: 'mutation' | 'query'): readonly Served[] =>
  listProcedures().flatMap(({ call, type, input }) =>
    type === kind && input ? [{ call, shape: shapeOf(input) }] : [],
  );

/** Every write that the router serves, with what it takes: one that is new is tried as well. */
export const writes = served('mutation');
export const reads = served('query');

/** Where it is read what there is to agree to: lists of whatever a second person agrees to. */
const entities = new Set(writes.filter(({ call }) => isAgreeing(call)).map(({ call }) => call.split('.')[0]));
export const listsOfWaiting = reads.filter(({ call }) => {
  const [entity, verb = ''] = call.split('.');
  return entities.has(entity) && verb.startsWith('list');
});
