import { z } from 'zod';

/** In the order in which they are offered. Apart from what they say, so that a browser need not load eight plans for eight words. */
export const templateNames = [
  'database-to-warehouse',
  'affiliate-platform',
  'erp',
  'core-banking',
  'e-commerce',
  'martech',
  'regulated-records',
  'five-steps',
] as const;
export const templateNameSchema = z.enum(templateNames);
export type TemplateName = z.infer<typeof templateNameSchema>;
