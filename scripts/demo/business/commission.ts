/** `percentHundredths` of `baseCents` in cents, before rounding: quotient and remainder of a division by 10,000. */
function share(baseCents: number, percentHundredths: number): { whole: number; rest: number } {
  const product = baseCents * percentHundredths;
  return { whole: Math.floor(product / 10_000), rest: product % 10_000 };
}

/** The legacy rule: half a cent goes up. */
export function commissionHalfUp(baseCents: number, percentHundredths: number): number {
  const { whole, rest } = share(baseCents, percentHundredths);
  return rest >= 5_000 ? whole + 1 : whole;
}

/** The rule of the target's framework: half a cent goes to the even neighbour. */
export function commissionHalfEven(baseCents: number, percentHundredths: number): number {
  const { whole, rest } = share(baseCents, percentHundredths);
  return rest > 5_000 || (rest === 5_000 && whole % 2 === 1) ? whole + 1 : whole;
}
