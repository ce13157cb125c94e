import { affiliatePlatform } from './affiliate-platform/template.ts';
import { coreBanking } from './core-banking/template.ts';
import { databaseToWarehouse } from './database-to-warehouse/template.ts';
import { ecommerce } from './e-commerce/template.ts';
import { erp } from './erp/template.ts';
import { fiveSteps } from './five-steps/template.ts';
import { martech } from './martech/template.ts';
import type { TemplateName } from './names.ts';
import { regulatedRecords } from './regulated-records/template.ts';
import type { Template } from './template.ts';

/** A new template is a name, a folder and a line here. */
const byName: Record<TemplateName, Template> = {
  'database-to-warehouse': databaseToWarehouse,
  'affiliate-platform': affiliatePlatform,
  erp,
  'core-banking': coreBanking,
  'e-commerce': ecommerce,
  martech,
  'regulated-records': regulatedRecords,
  'five-steps': fiveSteps,
};

export function templateOf(name: TemplateName): Template {
  return byName[name];
}
