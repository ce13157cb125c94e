import { approveMark } from '../mark/approve-mark.ts';
import { listMarks } from '../mark/list-marks.ts';
import { markItem } from '../mark/mark-item.ts';
import { mutation, read, router } from '../trpc.ts';
import { applyPlan } from './apply-plan.ts';
import { applyTemplate } from './apply-template.ts';
import { approveWindow } from './approve-window.ts';
import { getOutline } from './get-outline.ts';
import { getPlan } from './get-plan.ts';
import { listTemplates } from './list-templates.ts';
import { previewPlan } from './preview-plan.ts';
import { previewTemplate } from './preview-template.ts';

export const planRouter = router({
  get: read(getPlan, { method: 'GET', path: '/plan', summary: 'The whole plan, and what became of its items' }),
  outline: read(getOutline, {
    method: 'GET',
    path: '/plan/outline',
    summary: 'The plan in outline, as a share link shows it',
  }),
  history: read(listMarks, {
    method: 'GET',
    path: '/plan/marks',
    summary: 'Everything that was said about one item of the plan',
  }),
  preview: read(previewPlan, {
    method: 'POST',
    path: '/plan/preview',
    summary: 'What applying a document would change; nothing is written',
  }),
  // "apply" is a reserved word of tRPC.
  replace: mutation(applyPlan, { method: 'POST', path: '/plan/apply', summary: 'Make the plan what a document says' }),
  templates: read(listTemplates),
  previewTemplate: read(previewTemplate, {
    method: 'GET',
    path: '/plan/template',
    summary: 'What a template would add to the plan',
  }),
  applyTemplate: mutation(applyTemplate, {
    method: 'POST',
    path: '/plan/template',
    summary: 'Add to the plan what a template has and the plan has not',
  }),
  approveMark: mutation(approveMark),
  approveWindow: mutation(approveWindow),
  mark: mutation(markItem, { method: 'POST', path: '/plan/marks', summary: 'Say what became of an item of the plan' }),
});
