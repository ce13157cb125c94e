import { z } from 'zod';
import { affiliatePlatform } from './affiliate-platform/template.ts';
import { coreBanking } from './core-banking/template.ts';
import { databaseToWarehouse } from './database-to-warehouse/template.ts';
import { ecommerce } from './e-commerce/template.ts';
import { erp } from './erp/template.ts';
import { fiveSteps } from './five-steps/template.ts';
import { martech } from './martech/template.ts';
import { regulatedRecords } from './regulated-records/template.ts';
import type { Template } from './template.ts';

/** In the order in which they are offered. A new template is one folder and one line here. */
const byName = {
  'database-to-warehouse': databaseToWarehouse,
  'affiliate-platform': affiliatePlatform,
  erp,
  'core-banking': coreBanking,
  'e-commerce': ecommerce,
  martech,
  'regulated-records': regulatedRecords,
  'five-steps': fiveSteps,
} satisfies Record<string, Template>;

export type TemplateName = keyof typeof byName;

export const templateNames: readonly TemplateName[] = Object.keys(byName).filter((name) => isTemplateName(name));
export const templateNameSchema = z.enum(templateNames);

export function templateOf(name: TemplateName): Template {
  return byName[name];
}

function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(byName, name);
}
