/** The criteria that are asked at the gate of a phase. A plan without phases has one gate, at which every criterion is asked. */
export function criteriaOfGate<T extends { gates?: readonly string[] | undefined }>(
  criteria: readonly T[],
  phase: string | null,
): T[] {
  return criteria.filter(({ gates }) => phase === null || gates === undefined || gates.includes(phase));
}
