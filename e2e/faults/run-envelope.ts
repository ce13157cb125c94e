import type { Random } from '#server/testing/random.ts';

/** A UUIDv7 of that moment, the rest of it from the seed. */
export function runIdAt(random: Random, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const hex = (digits: number) => Array.from({ length: digits }, () => random.int(16).toString(16)).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** The part that every run has: read at `at`, all of 100 rows. */
export function envelope(runId: string, at: Date) {
  const side = { position: null, time: at.toISOString() };
  return {
    protocol: 1 as const,
    runId,
    window: null,
    asOf: { legacy: side, target: side },
    lagMs: 0,
    coverage: { method: 'full' as const, population: 100, compared: 100 },
    tool: { name: 'fault agent', version: '1.0.0', configHash: 'none' },
    durationMs: 1_200,
  };
}
