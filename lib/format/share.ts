/**
 * Share of `part` in `whole` as text, for looking only: "0.13 %", "< 0.01 %", never up to 100 %. Decisions and their numbers come
 * from the server as text.
 */
export function formatShare(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  if (part <= 0) return '0 %';
  if (part >= whole) return '100 %';
  const percent = (part / whole) * 100;
  if (percent < 0.01) return '< 0.01 %';
  const digits = percent < 1 ? 2 : percent < 10 ? 1 : 0;
  return `${percent > 99 ? (Math.floor(percent * 100) / 100).toFixed(2) : percent.toFixed(digits)} %`;
}
