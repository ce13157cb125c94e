import { parseAsStringLiteral } from 'nuqs/server';

export const planViews = ['datasets', 'checks'] as const;

export const planUrl = { view: parseAsStringLiteral(planViews).withDefault('datasets') };
