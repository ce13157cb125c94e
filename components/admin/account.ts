import type { z } from 'zod';
import type { accountViewSchema } from '#core/user/schema.ts';

export type Account = z.infer<typeof accountViewSchema>;
