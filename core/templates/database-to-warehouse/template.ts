import * as ask from '../criteria.ts';
import type { Template } from '../template.ts';
import { costLines, criteriaToCome, usualChecks, usualTriggers } from '../usual.ts';
import { whatToDo } from './what-to-do.ts';
import { whatToTest } from './what-to-test.ts';

const RAMP = ['Ten percent', 'Half', 'Full'];
const ALL = ['Shadow', ...RAMP];

export const databaseToWarehouse: Template = {
  title: 'Database to warehouse',
  purpose: 'A database that reports are read from is replaced by a warehouse; queries move over step by step.',
  teams: [
    {
      name: 'Data platform',
      validationLayer: 'Pipelines, schemas, freshness and load',
      deputy: 'Analytics engineering',
    },
    {
      name: 'Analytics engineering',
      validationLayer: 'Models and transformations, row by row and field by field',
      deputy: 'Data platform',
    },
    { name: 'BI', validationLayer: 'Dashboards, metric definitions and their totals', deputy: 'Analytics engineering' },
    { name: 'Finance', validationLayer: 'Figures that are closed, reported or paid by', deputy: 'BI' },
    { name: 'Consumers', validationLayer: 'Exports, APIs and jobs that read the data', deputy: 'Data platform' },
  ],
  phases: [
    {
      name: 'Shadow',
      weeks: 4,
      goal: 'The warehouse is loaded from the same sources and compared; nobody reads from it.',
      entry: [
        'Every table in scope has a mapping, a key and an owner',
        'History is backfilled up to one agreed moment',
        'Loads are idempotent: running one again changes nothing',
      ],
      exit: [
        'Counts agree hourly, rows and fields daily',
        'Every critical consumer of the old database is documented',
        'Reconciliation rules are written down before they are needed',
      ],
      accountable: 'Data platform',
      responsible: ['Analytics engineering'],
    },
    {
      name: 'Ten percent',
      weeks: 2,
      goal: 'A tenth of all reads comes from the warehouse: internal dashboards first.',
      entry: ['The gate of Shadow was passed', 'The switch back was tried out, and how long it takes is known'],
      exit: ['No critical discrepancy is open', 'Dashboards of the pilot group show the same totals'],
      accountable: 'Data platform',
      responsible: ['BI', 'Consumers'],
    },
    {
      name: 'Half',
      weeks: 2,
      contains: 'month_end',
      goal: 'Half of all reads comes from the warehouse, a month-end among them.',
      entry: ['The gate of Ten percent was passed', 'The warehouse is sized for the busiest hour'],
      exit: ['30 days in a row without a critical discrepancy', 'Response times at peak are within what was promised'],
      accountable: 'Data platform',
      responsible: ['BI', 'Consumers', 'Finance'],
    },
    {
      name: 'Full',
      weeks: 4,
      contains: 'whole_month',
      goal: 'Everything reads from the warehouse; the old database still receives every write and can be returned to.',
      entry: ['30 clean days are behind us', 'Finance has closed a month on both systems'],
      exit: ['A whole month was closed on the warehouse alone', 'Nothing has read from the old database for 14 days'],
      accountable: 'Migration lead',
      responsible: ['Data platform', 'BI'],
    },
    {
      name: 'Decommission',
      weeks: 3,
      goal: 'The old database is archived, switched off and no longer paid for.',
      entry: ['The gate of Full was passed'],
      exit: ['Each step of the checklist is done and has its proof'],
      accountable: 'Data platform',
      responsible: ['Consumers'],
    },
  ],
  ...whatToTest,
  ...whatToDo,
  criteria: [
    ask.criticalInventory('Data platform', ['Shadow']),
    ask.counts('Data platform', ALL),
    ask.fields('Analytics engineering', ALL),
    ask.rows('Analytics engineering', ALL),
    ask.schemaDrift('Analytics engineering', ALL),
    ask.coverage('Data platform', ALL),
    ask.noCritical('Analytics engineering', ALL),
    ask.shortStreak(14)('Data platform', ['Shadow']),
    ask.streak('Data platform', ['Half', 'Full']),
    ask.peak('Data platform', ['Half', 'Full']),
    ask.lag('Data platform', RAMP),
    ask.scenariosOf('loads-tested', 'Loads')('Data platform', ['Shadow']),
    ask.scenarios('BI', ['Half', 'Full']),
    ask.validated('pilot-dashboards-validated', 'Pilot dashboards')('BI', ['Ten percent']),
    ask.attested('month-closed', 'Month closed on both systems')('Finance', ['Half']),
    ask.attested('month-closed-on-warehouse', 'A whole month closed')('Finance', ['Full']),
    ask.attested('old-database-unread', 'Nobody reads the old database')('Data platform', ['Full']),
    ask.attested('archive-readable', 'Archive can be read')('Data platform', ['Decommission']),
    ...criteriaToCome(
      { finance: 'Finance', platform: 'Data platform' },
      { variances: ['Half'], traffic: ALL.slice(0, 3) },
    ),
  ],
  ramp: [
    { name: 'Shadow', percent: 0, soakDays: 28, guards: ['Agents compare on schedule'] },
    {
      name: '10 % of reads',
      percent: 10,
      reads: 'target',
      soakDays: 14,
      guards: ['No critical discrepancy', 'Freshness within the lag limit'],
    },
    {
      name: '50 % of reads',
      percent: 50,
      reads: 'target',
      soakDays: 14,
      guards: ['No critical discrepancy', 'Response time within the SLA at peak'],
    },
    {
      name: 'All reads',
      percent: 100,
      reads: 'target',
      writes: 'target',
      soakDays: 28,
      guards: ['30 clean days before', 'The way back was tried within 30 days'],
    },
  ],
  triggers: [
    ...usualTriggers,
    {
      name: 'Warehouse falls behind',
      metric: 'replication_lag',
      above: '3600000',
      minimumEvents: 1,
      windowMinutes: 60,
    },
  ],
  costs: costLines({
    legacyLicence: 'database licences and support until the notice takes effect',
    targetLicence: 'warehouse credits or nodes, the comparison included',
    infrastructure: 'storage, network and change capture',
    people: 'person-days a week of all teams at their day rate',
    integration: 'dashboards, exports and drivers that are rewired',
    productivity: 'analysts who check figures twice',
  }),
  freezes: [],
  checks: usualChecks,
};
