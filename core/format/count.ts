const whole = new Intl.NumberFormat('en-GB');

/** 12,310 */
export function countText(count: number): string {
  return whole.format(count);
}

/** "1 row", "12,310 rows" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** "payouts", "payouts and clicks", "payouts, clicks and 3 more" */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length <= most) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, most - 1).join(', ')} and ${countText(names.length - most + 1)} more`;
}
