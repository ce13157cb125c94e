import type { Bench } from './bench.ts';

/**
 * `npm run bench` runs them in this order, each in a process of its own. Loaded when asked for: the server's modules read
 * DATABASE_URL when they are loaded, and some benches open a database of their own first.
 */
export const benches = {
  compare: async () => (await import('./compare/compare-bench.ts')).compareBench,
  settings: async () => (await import('./settings/settings-bench.ts')).settingsBench,
  ingest: async () => (await import('./ingest/ingest-bench.ts')).ingestBench,
  overload: async () => (await import('./overload/overload-bench.ts')).overloadBench,
  volume: async () => (await import('./volume/volume-bench.ts')).volumeBench,
  verdict: async () => (await import('./verdict/verdict-bench.ts')).verdictBench,
  lifetime: async () => (await import('./lifetime/lifetime-bench.ts')).lifetimeBench,
  faults: async () => (await import('./faults/faults-bench.ts')).faultsBench,
} satisfies Record<string, () => Promise<Bench>>;
