import { type AuditEntryView, auditContentSchema } from '#core/audit/schema.ts';

export type EntryRow = { content: string; hash: string; seq: bigint | null; chainHash: string | null };

/** What is shown is read from the hashed content, not from the columns beside it. */
export function presentEntry({ content, hash, seq, chainHash }: EntryRow): AuditEntryView {
  const { v: _, migrationId: __, ...entry } = auditContentSchema.parse(JSON.parse(content));
  return { ...entry, seq: seq === null ? null : Number(seq), hash, chainHash };
}
