import { type Mark, markKey } from '../mark/schema.ts';
import type { PlanItem } from '../part/plan-parts.ts';
import { daysBetween } from '../time/day.ts';

type Marks = ReadonlyMap<string, Mark>;

const keyOf = (name: string): string => markKey({ part: 'workstreams', name, member: null });

export function isWorkDone({ name }: PlanItem<'workstreams'>, marks: Marks): boolean {
  return marks.get(keyOf(name))?.status === 'done';
}

/** The day it is due: as it was said to have slipped, else as planned. */
export function dueOfWorkstream({ name, dueOn }: PlanItem<'workstreams'>, marks: Marks): string | null {
  const mark = marks.get(keyOf(name));
  return (mark?.status === 'slipped' ? mark.dueOn : null) ?? dueOn;
}

/** Days by which it is behind the plan: what was planned, not what it slipped to. 0: it is not. */
export function daysLate(stream: PlanItem<'workstreams'>, marks: Marks, today: string): number {
  if (stream.dueOn === null || isWorkDone(stream, marks)) return 0;
  return Math.max(0, daysBetween(stream.dueOn, today));
}
