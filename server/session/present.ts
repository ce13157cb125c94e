import { type SessionView, signInMethodSchema } from '#core/session/schema.ts';
import type { Session } from '#prisma/generated/client.ts';

export function presentSession(row: Session, thisId: string | undefined): SessionView {
  const { id, device, address, createdAt, lastSeenAt, expiresAt } = row;
  return {
    id,
    method: signInMethodSchema.parse(row.method),
    device,
    address,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isThis: id === thisId,
  };
}
