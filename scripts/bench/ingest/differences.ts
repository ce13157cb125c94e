import { newId } from '#server/new-id.ts';

/** Differences as an agent finds them: one text field, one amount, keys of two columns. About 230 bytes each. */
function differenceAt(i: number): unknown {
  const field = i % 2 === 0 ? 'amount' : 'beneficiary';
  const cents = String(i % 100).padStart(2, '0');
  return {
    class: 'modified',
    state: 'confirmed',
    key: { payout_id: { value: String(1_000_000 + i) }, line_no: { value: String(i % 7) } },
    field,
    legacy: { value: field === 'amount' ? `${i}.${cents}` : `Zoë Müller ${i}` },
    target: { value: field === 'amount' ? `${i + 1}.${cents}` : `Zoe Mueller ${i}` },
    ...(field === 'amount' ? { money: '1.00' } : {}),
    observedAt: '2026-11-21T08:00:00.123Z',
  };
}

export const FIELDS = ['amount', 'beneficiary'] as const;

/** The differences of one chunk as bytes of JSON, in the order in which an agent writes its fields. */
export const differencesJson = (from: number, count: number): Buffer =>
  Buffer.from(JSON.stringify(Array.from({ length: count }, (_, i) => differenceAt(from + i))));

export type Pushed = { runId: string; checkId: string; chunks: number; size: number };

export const newRun = (checkId: string, chunks: number, size: number): Pushed => ({
  runId: newId(),
  checkId,
  chunks,
  size,
});

export const openBody = ({ runId, checkId }: Pushed): Buffer =>
  Buffer.from(JSON.stringify({ protocol: 1, runId, checkId, kind: 'field_level' }));

export function chunkBody({ runId }: Pushed, chunk: number, differences: Buffer): Buffer[] {
  const head = `{"protocol":1,"runId":"${runId}","chunk":${chunk},"differences":`;
  return [Buffer.from(head), differences, Buffer.from('}')];
}

/** A run whose counts say exactly what was listed. `size` differences a chunk, of which every second is one of each field. */
export function completeBody({ runId, checkId, chunks, size }: Pushed, at: Date): Buffer {
  const amounts = chunks * Math.ceil(size / 2);
  const names = chunks * Math.floor(size / 2);
  const rows = chunks * size;
  const side = { position: null, time: at.toISOString() };
  const field = (name: string, differing: number) => ({ name, compared: rows, matching: rows - differing });
  return Buffer.from(
    JSON.stringify({
      chunks,
      run: {
        protocol: 1,
        runId,
        checkId,
        kind: 'field_level',
        window: null,
        asOf: { legacy: side, target: side },
        lagMs: 0,
        coverage: { method: 'full', population: rows, compared: rows },
        tool: { name: 'bench', version: '1.0.0', configHash: 'none' },
        durationMs: 1_000,
        counts: {
          legacy: rows,
          target: rows,
          compared: rows,
          identical: 0,
          modified: rows,
          missingInTarget: 0,
          extraInTarget: 0,
          duplicateInTarget: 0,
          suspectedLegacy: 0,
          suspectedTarget: 0,
        },
        fields: [field('amount', amounts), field('beneficiary', names)],
        columns: ['payout_id', 'line_no', ...FIELDS].map((name) => ({ name, legacyType: 'text', targetType: 'text' })),
        differencesComplete: true,
      },
    }),
  );
}
