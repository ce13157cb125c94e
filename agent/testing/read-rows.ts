import { datasetDefinitionSchema } from '../../core/dataset/schema.ts';
import type { Source } from '../connector/connector.ts';
import { type ComparisonPlan, planComparison } from '../pairing/plan-comparison.ts';
import type { RowStream } from '../row/row-batch.ts';
import { type Field, rowFields } from '../row/row-line.ts';

/** All rows of a stream, taken apart. */
export async function readRows(stream: RowStream): Promise<Field[][]> {
  const rows: Field[][] = [];
  for await (const { bytes, starts, ends } of stream) {
    for (let i = 0; i < starts.length; i++) rows.push(rowFields(bytes.toString('utf8', starts[i], ends[i])));
  }
  return rows;
}

/** A table compared with itself. */
export async function planOf(source: Source, ref: string, keyColumns: string[] = []): Promise<ComparisonPlan> {
  const table = await source.describe(ref);
  return planComparison(
    datasetDefinitionSchema.parse({ name: 't', legacyRef: ref, targetRef: ref, keyColumns }),
    table,
    table,
  );
}

export async function rowsOf(source: Source, ref: string, keyColumns: string[] = []): Promise<Field[][]> {
  const plan = await planOf(source, ref, keyColumns);
  const snapshot = await source.snapshot('scan');
  try {
    return await readRows(snapshot.rows(plan.legacy, { kind: 'all' }));
  } finally {
    await snapshot.close();
  }
}
