import type { CheckKind } from '../../core/check/kinds.ts';
import type { Check } from './check.ts';
import { checkChecksum } from './checksum.ts';
import { checkFieldLevel } from './field-level.ts';
import { checkRecordCount } from './record-count.ts';
import { checkSchema } from './schema-check.ts';

/** The kinds of check this agent can do, in the order in which a plan starts with them. Others are some other agent's. */
export const checks = {
  record_count: checkRecordCount,
  field_level: checkFieldLevel,
  checksum: checkChecksum,
  schema: checkSchema,
} satisfies Partial<Record<CheckKind, Check>>;

export type SupportedKind = keyof typeof checks;

export const supportedKinds = Object.keys(checks).filter(isSupported);

export function isSupported(kind: string): kind is SupportedKind {
  return kind in checks;
}
