/** Of response times, where a check names none. */
export const DEFAULT_PERCENTILE = '0.95';
