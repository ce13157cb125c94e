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
  const items = pairs.flatMap(itemOf);
  const time = new Date().toISOString();
  const asOf = { position: null, time };
  return {
    body: { kind: 'schema', items, columnsCompared: pairs.length },
    asOf: { legacy: asOf, target: asOf },
    coverage: { method: 'full', population: pairs.length, compared: pairs.length, skippedChunks: 0, seed: null },
  };
}

function itemOf(pair: ColumnPair): SchemaItem[] {
  const { name, legacy, target } = pair;
  const legacyType = legacy ? meaningOf(pair, legacy, target) : null;
  const targetType = target ? meaningOf(pair, target, legacy) : null;
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

/** A column of an engine without strict types means what is declared for the pair, or what the other side can only mean. */
function meaningOf(pair: ColumnPair, column: DescribedColumn, other: DescribedColumn | undefined): LogicalType {
  if (!column.enforced && pair.declared?.type) return pair.declared.type;
  return other && column.mayMean.includes(other.family) ? other.family : column.family;
}
