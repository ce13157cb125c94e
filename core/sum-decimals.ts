/**
 * Exact sum of decimal text as it comes over the wire, without trailing zeros: "0.30" and "-0.1" are "0.2". For thousands of
 * amounts at once, where a decimal object for each would cost more than storing them.
 */
export function sumDecimals(decimals: readonly string[]): string {
  const digits = decimals.reduce((most, decimal) => Math.max(most, fractionOf(decimal)), 0);
  let sum = 0n;
  for (const decimal of decimals) {
    const fraction = fractionOf(decimal);
    const unscaled = fraction === 0 ? decimal : decimal.replace('.', '');
    sum += BigInt(unscaled.padEnd(unscaled.length + digits - fraction, '0'));
  }
  return scaled(sum, digits);
}

function fractionOf(decimal: string): number {
  const point = decimal.indexOf('.');
  return point < 0 ? 0 : decimal.length - point - 1;
}

function scaled(sum: bigint, digits: number): string {
  const sign = sum < 0n ? '-' : '';
  const text = (sum < 0n ? -sum : sum).toString().padStart(digits + 1, '0');
  const fraction = text.slice(text.length - digits).replace(/0+$/, '');
  const whole = text.slice(0, text.length - digits);
  return digits === 0 || fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
