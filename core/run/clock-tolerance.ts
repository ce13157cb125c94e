/** Clocks of agents may run ahead by this much before a window counts as lying in the future. */
export const CLOCK_TOLERANCE_MS = 120_000;
