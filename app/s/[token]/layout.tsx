import type { Metadata } from 'next';
import type { ReactNode } from 'react';

/** Links are handed to people; search engines and the pages one goes to from here learn nothing of them. */
export const metadata: Metadata = {
  title: 'Shared page',
  referrer: 'no-referrer',
  robots: { index: false, follow: false, noarchive: true },
};

export default function ShareLayout({ children }: { children: ReactNode }) {
  return children;
}
