/** Two circles that almost cover each other: one thing seen from two places. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="8" cy="10" r="6" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <circle cx="12" cy="10" r="6" fill="none" stroke="currentColor" strokeWidth="1.8" opacity=".45" />
    </svg>
  );
}
