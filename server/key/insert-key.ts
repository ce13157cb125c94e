import { AppError } from '#core/errors.ts';
import { roleMayGrant, type Scope } from '#core/permissions.ts';
import { byOf } from '../by.ts';
import { sha256 } from '../canonical.ts';
import type { MigrationContext } from '../context.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../scope.ts';
import { newKeyText } from './key-text.ts';
import { type KeyRow, keyColumns } from './present.ts';

type NewRow = {
  name: string;
  scopes: readonly Scope[];
  datasetIds: readonly string[] | null;
  expiresAt: string | null;
};

/**
 * A new row and its secret, which is shown once. It is kept as a plain SHA-256: a slow hash protects guessable passwords, but 256
 * random bits cannot be guessed, and every call of an agent is checked against it. Nobody hands out more than their role has.
 */
export async function insertKey(
  tx: Tx,
  ctx: MigrationContext,
  { name, scopes, datasetIds, expiresAt }: NewRow,
): Promise<{ row: KeyRow; secret: string }> {
  const now = ctx.now();
  if (expiresAt !== null && new Date(expiresAt) <= now) throw keyRefused('/expiresAt', 'must lie in the future');
  const tooMuch = beyondRole(ctx, scopes);
  if (tooMuch >= 0) throw keyRefused(`/scopes/${tooMuch}`, 'gives more rights than your role has');
  const by = byOf(ctx);
  const { prefix, secret, text } = newKeyText();
  const row = await tx.apiKey.create({
    data: {
      id: newId(),
      migrationId: ctx.migrationId,
      name,
      prefix,
      secretHash: sha256(secret),
      scopes: [...new Set(scopes)],
      allDatasets: datasetIds === null,
      datasetIds: [...(datasetIds ?? [])],
      createdAt: now,
      createdById: by.id,
      createdBy: by.name,
      behindId: by.id,
      behind: by.name,
      expiresAt,
    },
    select: keyColumns,
  });
  return { row, secret: text };
}

/** The place of the first scope that their role does not give; -1: it gives all. Nobody stands behind more than their role has now. */
export const beyondRole = ({ role }: MigrationContext, scopes: readonly Scope[]): number =>
  scopes.findIndex((scope) => role !== null && !roleMayGrant(role, scope));

export const keyRefused = (pointer: string, message: string) =>
  new AppError('UNPROCESSABLE', 'The key was not made.', { problems: [{ pointer, message }] });
