import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { NowProvider } from '#components/time/now.tsx';
import { THEME_COOKIE, themeOf } from '#lib/session/theme.ts';
import { DataProvider } from '#lib/trpc/provider.tsx';
import { inter } from './fonts.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Parallax', template: '%s · Parallax' },
  description: 'The open control plane for parallel-run migrations',
};
export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfbfa' },
    { media: '(prefers-color-scheme: dark)', color: '#131211' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={inter.variable} data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <DataProvider>
          <NowProvider at={Date.now()}>{children}</NowProvider>
        </DataProvider>
      </body>
    </html>
  );
}
