import fc from 'fast-check';
import { wantedOf } from '../criteria/find-criterion-problems.ts';
import { type CriterionMetric, criterionMetrics, metricOf } from '../criteria/registry.ts';
import { type Setting, settingsOfMetric } from '../criteria/settings-of-metric.ts';
import { foldName } from '../dataset/fold-name.ts';
import { plainName } from '../plain-name.ts';
import { type PlanDocument, type PlanDocumentInput, planDocumentSchema } from '../plan/document.ts';

/** What a reader of YAML could take for something else, and what it could lose. */
const nasty = [
  ...[
    '0.10',
    '007',
    '1e3',
    '0x1F',
    '1_000',
    '12:30:45',
    '.5',
    '-1',
    '+1',
    '.inf',
    '.NaN',
    '2026-12-01',
    '2026-12-01T00:00:00Z',
  ],
  ...[
    'true',
    'No',
    'on',
    'Y',
    'null',
    '~',
    'NULL',
    '<<',
    '=',
    '- a',
    '? a',
    ': a',
    'a: b',
    'a #b',
    '#a',
    '& a',
    '*a',
    '!a',
  ],
  ...[
    '| a',
    '> a',
    '%a',
    '@a',
    '`a',
    "it's",
    '"a"',
    "'a'",
    '[a',
    '{a}',
    'a, b',
    'a]',
    '---',
    '...',
    'a\tb',
    'a  b',
    '\\n',
    'ä ö',
  ],
  ...[
    'first\nsecond',
    'a\n\n\nb',
    'a\n  indented\n \nb',
    'a\r\nb',
    'a\n\tb',
    '- a\n- b',
    '# a\n--- \n...',
    'a \nb',
    'a\u2028b',
    'a\n\u00a0b',
  ],
  ...[
    'a\u0007b',
    'a\u0085b',
    'a\ufeffb',
    '\ufeffa',
    'a\u200db',
    '👩‍👩‍👧',
    '\u{1F600}\n\u{1F600}',
    'שלום',
    'a\u007f',
    'a\ufffe',
    'x'.repeat(190),
  ],
];

const text = fc
  .oneof(
    fc.constantFrom(...nasty),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  )
  .map((raw) => raw.replaceAll('\0', ''));
const name = text.filter((raw) => raw.trim() !== '');
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const date = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const decimal = fc.stringMatching(/^-?\d{1,12}(\.\d{1,12})?$/);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const list = <T extends { name: string }>(item: fc.Arbitrary<T>) =>
  fc.uniqueArray(item, { maxLength: 3, selector: (one) => plainName(one.name) });
const window = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 900 })).map(([start, days]) => ({
  from: new Date(Date.UTC(2026, 0, 1) + start * 3_600_000).toISOString(),
  to: new Date(Date.UTC(2026, 0, 1) + start * 3_600_000 + days * 86_400_000).toISOString(),
}));

const column = fc.record(
  {
    name,
    legacy: name,
    type: fc.constantFrom('integer', 'text', 'json'),
    sensitive: fc.boolean(),
    ignore: fc.boolean(),
  },
  { requiredKeys: ['name'] },
);
const check = fc.record(
  {
    kind: fc.constantFrom('record_count', 'checksum', 'field_level', 'performance'),
    schedule: fc.oneof(
      fc.record({ everyMs: fc.integer({ min: 1_000, max: 86_400_000 }), graceMs: fc.nat(3_600_000) }),
      fc.record({
        at: fc.constantFrom('daily 02:30', 'weekly sunday 00:00', 'weekly monday'),
        graceMs: fc.nat(3_600_000),
      }),
    ),
    tolerances: fc.record({ lagMs: fc.nat(), slaMs: fc.constantFrom('200', '0.50') }, { requiredKeys: [] }),
    sampling: orNull(
      fc.record(
        { rows: fc.integer({ min: 1, max: 9_999 }), seed: text.map((raw) => raw.slice(0, 100).toWellFormed()) },
        { requiredKeys: ['rows'] },
      ),
    ),
  },
  { requiredKeys: ['kind', 'schedule'] },
);
const dataset = fc.record(
  {
    name,
    domain: name,
    legacyRef: name,
    targetRef: name,
    keyColumns: fc.uniqueArray(name, { maxLength: 3 }),
    columns: fc
      .uniqueArray(column, { maxLength: 4, selector: (one) => foldName(one.name) })
      .map((all) => all.map((one) => ({ ...one, ignore: false }))),
    moneyColumn: orNull(name),
    criticality: fc.constantFrom('critical', 'high', 'normal'),
    wave: fc.nat(9),
    lagMs: fc.nat(),
    checks: fc.uniqueArray(check, { maxLength: 3, selector: (one) => one.kind }),
  },
  { requiredKeys: ['name', 'legacyRef', 'targetRef'] },
);

/** What can be asked of a metric, as many digits as it takes. */
function thresholdOf(metric: CriterionMetric): fc.Arbitrary<string> {
  const unit = metricOf(metric).unit;
  if (unit === 'ratio') return fc.integer({ min: 1, max: 9_999 }).map((n) => `0.${String(n).padStart(4, '0')}`);
  return fc.integer({ min: 1, max: 400 }).map(String);
}

/** Settings that a metric does not pass over. */
function settingsOf(metric: CriterionMetric) {
  const knows = (setting: Setting) => settingsOfMetric(metricOf(metric)).includes(setting);
  return fc.record(
    {
      ...(knows('windowDays') ? { windowDays: fc.integer({ min: 1, max: 400 }) } : {}),
      options: fc.record(
        {
          ...(knows('weighting') ? { weighting: fc.constantFrom('rows', 'money') } : {}),
          ...(knows('item') ? { item: name } : {}),
          ...(knows('criticalOnly') ? { criticalOnly: fc.boolean() } : {}),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
}

function criteriaOf(phases: readonly string[], datasets: readonly string[]) {
  const scopes = [
    fc.constant({ kind: 'all' } as const),
    name.map((domain) => ({ kind: 'domain' as const, domain })),
    ...datasets.map((one) => fc.constant({ kind: 'dataset' as const, dataset: one })),
  ];
  return fc.uniqueArray(
    fc
      .record(
        {
          key: word,
          metric: fc.constantFrom(...criterionMetrics),
          strict: fc.boolean(),
          scope: fc.oneof(...scopes),
          blocking: fc.boolean(),
          ownerTeam: orNull(name),
          ...(phases.length > 0 ? { gates: fc.subarray([...phases], { minLength: 1 }) } : {}),
        },
        { requiredKeys: ['key', 'metric', 'strict'] },
      )
      .chain(({ strict, ...one }) => {
        const [strictly, usual] = wantedOf(one.metric);
        const given = { ...one, comparator: strict ? strictly : usual };
        return fc
          .tuple(thresholdOf(one.metric), settingsOf(one.metric))
          .map(([threshold, settings]) => ({ ...given, threshold, ...settings }));
      }),
    { maxLength: 4, selector: ({ key }) => key },
  );
}

const migration = fc.record({
  slug: fc.constant('core'),
  name,
  legacySystem: name,
  targetSystem: name,
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
  currency: fc.constantFrom('EUR', 'USD'),
});
const settings = fc.record(
  {
    committedOn: orNull(date),
    timeBox: orNull(fc.record({ endsOn: date, warnDays: fc.nat(90) })),
    budget: orNull(decimal),
    hardCutover: orNull(fc.record({ reason: name, cutOverOn: date })),
  },
  { requiredKeys: [] },
);
const parts = {
  phases: list(
    fc.record(
      { name, goal: text, plannedFrom: orNull(date), entry: fc.array(name, { maxLength: 3 }) },
      { requiredKeys: ['name'] },
    ),
  ),
  inventory: list(
    fc.record(
      {
        name,
        kind: fc.constantFrom('workflow', 'report'),
        description: text,
        critical: fc.boolean(),
        team: orNull(name),
      },
      { requiredKeys: ['name', 'kind'] },
    ),
  ),
  scenarios: list(
    fc.record(
      { name, description: text, validDays: orNull(fc.integer({ min: 1, max: 366 })) },
      { requiredKeys: ['name'] },
    ),
  ),
  cohorts: list(
    fc.record(
      {
        name,
        pilot: fc.boolean(),
        members: list(fc.record({ name, priority: fc.integer({ min: 1, max: 9 }) }, { requiredKeys: ['name'] })),
      },
      { requiredKeys: ['name'] },
    ),
  ),
  calendar: list(
    fc
      .tuple(name, window, text)
      .map(([called, from, reason]) => ({ name: called, kind: 'freeze' as const, ...from, reason })),
  ),
  ramp: list(fc.record({ name, percent: fc.constant(50), guards: fc.array(name, { maxLength: 2 }) })),
  costs: list(
    fc.record({
      name,
      kind: fc.constant('licence' as const),
      amount: decimal,
      per: fc.constant('month' as const),
      note: text,
    }),
  ),
  datasets: list(dataset),
};

/** Plans that add up, full of texts that are easily lost. */
export const arbitraryPlan: fc.Arbitrary<PlanDocument> = fc
  .record({ migration, settings: maybe(settings), ...parts })
  .chain((given) => {
    const named = (items: readonly { name: string }[]) => items.map((item) => item.name.trim());
    return criteriaOf(named(given.phases), named(given.datasets)).map(
      (criteria): PlanDocumentInput => ({ parallax: 1, ...given, criteria }),
    );
  })
  .map((input) => planDocumentSchema.parse(input));
