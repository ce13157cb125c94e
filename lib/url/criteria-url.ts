import { oneOf } from './params.ts';

export const criteriaUrl = { by: oneOf(['gate', 'outcome'], 'gate') };
