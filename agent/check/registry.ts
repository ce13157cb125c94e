import type { CheckKind } from '../../core/check/schema.ts';
import type { Check } from './check.ts';
import { checkChecksum } from './checksum.ts';
import { checkFieldLevel } from './field-level.ts';
import { checkRecordCount } from './record-count.ts';
import { checkSchema } from './schema-check.ts';

/** The kinds of check this agent can do. Others are some other agent's. */
export const checks = {
  record_count: checkRecordCount,
  checksum: checkChecksum,
  field_level: checkFieldLevel,
  schema: checkSchema,
} satisfies Partial<Record<CheckKind, Check>>;

export type SupportedKind = keyof typeof checks;

export function isSupported(kind: CheckKind): kind is SupportedKind {
  return kind in checks;
}
