import localFont from 'next/font/local';

/** Inter from its npm package: served by ourselves, preloaded, with a fallback of the same measure so that nothing jumps. */
export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter',
  fallback: ['Helvetica Neue', 'Arial', 'sans-serif'],
});
