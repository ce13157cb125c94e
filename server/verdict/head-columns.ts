import type { Prisma } from '#prisma/generated/client.ts';

export const headColumns = {
  id: true,
  slug: true,
  name: true,
  legacySystem: true,
  targetSystem: true,
  timeZone: true,
  currency: true,
  planVersion: true,
} as const satisfies Prisma.MigrationSelect;
