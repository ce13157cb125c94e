import { Decimal } from 'decimal.js';

/** Decimals of the wire have up to 40 digits on each side of the point: their sums and products stay exact. */
export const Exact = Decimal.clone({ precision: 120 });
