import type { z } from 'zod';
import type { memberViewSchema } from '#core/member/schema.ts';

export type Member = z.infer<typeof memberViewSchema>;
