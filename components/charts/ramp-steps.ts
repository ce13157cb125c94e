type Stage = { percent: number; soakDays: number };

/** Where each stage begins, in days from the first if none is held longer than it must be; the last point is where the last may end. */
export function rampSteps(stages: readonly Stage[]): { day: number; percent: number }[] {
  let day = 0;
  const steps = stages.map(({ percent, soakDays }) => {
    const step = { day, percent };
    day += soakDays;
    return step;
  });
  const last = steps.at(-1);
  return last ? [...steps, { day: Math.max(day, last.day + 1), percent: last.percent }] : [];
}
