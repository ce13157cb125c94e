import { oneOf } from './params.ts';

export const planUrl = { view: oneOf(['datasets', 'checks'], 'datasets') };
