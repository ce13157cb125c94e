import type { LogicalType } from '../../core/dataset/schema.ts';
import type { SchemaItem } from '../../core/run/schema.ts';
import type { DescribedColumn } from '../connector/plan.ts';
import { type ColumnPair, pairColumns } from '../pairing/pair-columns.ts';
import type { CheckRequest, CheckResult } from './check.ts';
import { describeBoth } from './plan-dataset.ts';

/**
 * Compares what the columns are, not what is in them: columns that one side lacks, and columns that changed their meaning
 * (`numeric` to `double precision`). Sizes within one meaning (integer to bigint) are no findings.
 */
export async function checkSchema(request: CheckRequest): Promise<CheckResult> {
  const { dataset, sides } = request;
  const [legacy, target] = await describeBoth(dataset, sides);
  const pairs = pairColumns(dataset, legacy, target).filter((pair) => !pair.declared?.ignore);
  const items = pairs.flatMap((pair) => itemOf(pair, sides.legacy.engine, sides.target.engine));
  const time = new Date().toISOString();
  const asOf = { position: null, time };
  return {
    body: { kind: 'schema', items, columnsCompared: pairs.length },
    asOf: { legacy: asOf, target: asOf },
    coverage: { method: 'full', population: pairs.length, compared: pairs.length, skippedChunks: 0, seed: null },
  };
}

function itemOf(pair: ColumnPair, legacyEngine: string, targetEngine: string): SchemaItem[] {
  const { name, legacy, target } = pair;
  const legacyType = legacy ? meaningOf(pair, legacy, legacyEngine) : null;
  const targetType = target ? meaningOf(pair, target, targetEngine) : null;
  const item = {
    column: name,
    legacy: legacy?.nativeType ?? null,
    target: target?.nativeType ?? null,
    legacyType,
    targetType,
  };
  if (!target) return [{ item: 'missing_in_target', ...item }];
  if (!legacy) return [{ item: 'extra_in_target', ...item }];
  return legacyType === targetType ? [] : [{ item: 'type_changed', ...item }];
}

/** SQLite has no types of its own to keep a promise with: what is declared for the pair is what its column means. */
function meaningOf(pair: ColumnPair, column: DescribedColumn, engine: string): LogicalType {
  return engine === 'sqlite' ? (pair.declared?.type ?? column.family) : column.family;
}
