/**
 * The one place that names a language. Text is English; numbers and dates are written the way an international English page
 * writes them (12,310 · 21 Nov 2026). A second language replaces this constant, nothing else.
 */
export const LOCALE = 'en-GB';
