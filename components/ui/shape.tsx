import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** Marks that can be distinguished without colour. `fill` is the status colour, `cut` what is cut out of it. */
const shapes = {
  check: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.8 8.2 2.3 2.3 4.2-4.7" fill="none" stroke="var(--cut)" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  diamond: (
    <>
      <path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor" />
      <path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" stroke="var(--cut)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  triangle: (
    <>
      <path d="M8 1.4 15.4 14.4H.6Z" fill="currentColor" />
      <path d="M8 6v4" stroke="var(--cut)" strokeWidth="1.7" strokeLinecap="round" />
      <circle cx="8" cy="12.2" r="1" fill="var(--cut)" />
    </>
  ),
  half: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M8 1.7a6.3 6.3 0 0 0 0 12.6Z" fill="currentColor" />
    </>
  ),
  dotted: (
    <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.2 2.2" />
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M8 4.4V8l2.4 1.6" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
    </>
  ),
  disc: <circle cx="8" cy="8" r="4.5" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  up: <path d="M8 2.5 14 13H2Z" fill="currentColor" />,
  back: (
    <path
      d="M6.2 3.2 2.8 6.6 6.2 10M3 6.6h6.2a3.6 3.6 0 0 1 0 7.2H6.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  box: (
    <path
      d="M2 3.2h12v3H2zM3.2 6.2v6.6h9.6V6.2M6.4 9h3.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
    />
  ),
  cross: <path d="m4 4 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
} as const satisfies Record<string, ReactNode>;
export type ShapeName = keyof typeof shapes;

type Props = { name: ShapeName; size?: number; className?: string };

export function Shape({ name, size = 14, className }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={cx('flex-none [--cut:var(--color-card)]', className)}
    >
      {shapes[name]}
    </svg>
  );
}
