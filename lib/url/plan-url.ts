import { oneOf } from './params.ts';

export const planViews = [
  'timeline',
  'responsibilities',
  'datasets',
  'checks',
  'tests',
  'waves',
  'work',
  'calendar',
  'ramp',
  'costs',
  'rules',
] as const;
export type PlanViewName = (typeof planViews)[number];

/** Which part of the plan is looked at. */
export const planUrl = { view: oneOf(planViews, 'timeline') };
