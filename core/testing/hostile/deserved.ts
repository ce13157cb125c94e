import type { CriterionMetric } from '../../criteria/registry.ts';
import type { Run, RunOf } from '../../run/schema.ts';
import {
  type Claims,
  comparedAll,
  exactly,
  isHeard,
  isReadAtOnce,
  isShown,
  isWhole,
  ofKind,
  readMs,
  sawAllRows,
  stands,
  sum,
  tiesToCounts,
} from './claims.ts';
import { kinds } from './honest-runs.ts';
import { foundBy, isGone, sightingsOf } from './sightings.ts';

/** Said by marks, so no run can claim it. Every other metric has a claim below. */
type MarkedMetric = 'scenario_pass_rate' | 'cohort_validated' | 'inventory_documented' | 'attestation';
export type ClaimedMetric = Exclude<CriterionMetric, MarkedMetric> | 'money';
type FieldLevel = RunOf<'field_level'>;
type Rows = FieldLevel | RunOf<'noise_floor'>;

/** What the claims deserve, if they are true, of the criteria that `hostile-runs.ts` asks. */
export const deserved: Record<ClaimedMetric, (claims: Claims) => boolean> = {
  record_count_variance: (claims) =>
    stands(
      claims,
      'record_count',
      (run) =>
        isWhole(run, claims) &&
        isReadAtOnce(run, claims) &&
        run.counts.legacy > 0 &&
        countsAgree(run) &&
        isShown(run, claims) &&
        !isSmallerThanFailed(run, claims),
      (run) => !countsAgree(run),
    ),
  field_match_rate: (claims) => rowsStand(claims, fieldsMatch),
  row_match_rate: (claims) => rowsStand(claims, (run) => differing(run) * 1_000n < rowsOf(run)),
  discrepancy_rate: (claims) => rowsStand(claims, (run) => differing(run) * 100n < rowsOf(run)),
  money: (claims) => rowsStand(claims, moneyMatches),
  noise_adjusted_mismatch: (claims) =>
    ofKind(claims, 'noise_floor').some(
      (noise) => sawAllRows(noise, claims) && rowsStand(claims, (run) => isWithinNoise(run, noise)),
    ),
  checksum_match: (claims) =>
    stands(
      claims,
      'checksum',
      (run) =>
        segmentsMatch(run) &&
        isWhole(run, claims) &&
        tiesToCounts(claims, { atMs: readMs(run), legacy: run.coverage.compared, target: null, isSpotless: true }),
      (run) => !segmentsMatch(run),
    ),
  schema_drift: (claims) =>
    stands(
      claims,
      'schema',
      (run) => isWhole(run, claims) && run.items.length === 0 && run.columnsCompared >= claims.world.columns.length,
      (run) => run.items.length > 0,
    ),
  ordering_violations: (claims) =>
    stands(
      claims,
      'event_order',
      (run) => isWhole(run, claims) && run.violationCount === 0 && run.events > 0,
      (run) => run.violationCount > 0,
    ),
  replication_lag: (claims) =>
    stands(
      claims,
      'replication_lag',
      (run) =>
        isHeard(run, claims) && run.coverage.skippedChunks === 0 && run.lag.samples >= 20 && run.lag.p95Ms <= 5_000,
      (run) => run.lag.p95Ms > 5_000,
    ),
  response_time_at_peak: atPeak,
  error_rate: (claims) => trafficIsGood(claims, ({ errors }) => errors, 15n),
  failed_transaction_rate: (claims) => trafficIsGood(claims, ({ failedTransactions }) => failedTransactions, 5n),
  coverage: (claims) => everyCheckSpeaks(claims),
  open_discrepancies: (claims) =>
    sightingsOf(claims).every((seen) => isGone(seen, claims)) && everyRowWasLookedAt(claims),
  critical_free_streak: (claims) =>
    sightingsOf(claims).every((seen) => isGone(seen, claims)) && everyRowWasLookedAt(claims),
};

/** A full scan proves it; no later look at the same rows, in whatever part, may say that it is not so. */
function rowsStand(claims: Claims, matches: (run: FieldLevel) => boolean): boolean {
  return stands(
    claims,
    'field_level',
    (run) => comparedAll(run, claims) && matches(run),
    (run) => differing(run) > 0n && !matches(run),
  );
}

/** The worse of both ways that suspected rows may go. */
function fieldsMatch({ counts, fields }: FieldLevel): boolean {
  const pairs = BigInt(counts.identical + counts.modified);
  const doubtful = BigInt(Math.min(counts.suspectedLegacy, counts.suspectedTarget) * fields.length);
  const compared = sum(fields.map((field) => field.compared)) + doubtful;
  const matching = sum(fields.map((field) => field.matching));
  const larger = BigInt(Math.max(counts.legacy, counts.target));
  return compared > 0n && matching * 1_000n > compared * 999n && pairs * 1_000n >= larger * 999n;
}

function differing({ counts }: Rows): bigint {
  const { modified, missingInTarget, extraInTarget, duplicateInTarget, suspectedLegacy, suspectedTarget } = counts;
  return sum([modified, missingInTarget, extraInTarget, duplicateInTarget, Math.max(suspectedLegacy, suspectedTarget)]);
}

const rowsOf = (run: Rows) => BigInt(run.counts.identical) + differing(run);

/** What differs beyond what legacy shows against itself is below one row in a thousand, and no column hides behind another. */
function isWithinNoise(run: FieldLevel, noise: Rows): boolean {
  const [rows, noisy] = [rowsOf(run), rowsOf(noise)];
  const isBelow = (differs: bigint, excused: bigint) => (differs * noisy - excused * rows) * 1_000n < rows * noisy;
  const isEach = run.fields.every((field) => {
    const own = noise.fields.find(({ name }) => name === field.name);
    return isBelow(mismatches(field), own ? mismatches(own) : 0n);
  });
  return noisy > 0n && isEach && isBelow(differing(run), differing(noise)) && differing(noise) * 2n <= noisy;
}

const mismatches = ({ compared, matching }: FieldLevel['fields'][number]) => BigInt(compared - matching);

function moneyMatches(run: FieldLevel): boolean {
  const { groups, moneyCompared, fields, counts } = run;
  if (!groups || moneyCompared === undefined || counts.suspectedLegacy + counts.suspectedTarget > 0) return false;
  const money = groups.filter(({ class: kind, field }) => kind !== 'modified' || field === 'amount');
  const sound = money.every(({ moneyGross, moneyNet = '0', class: kind }) => {
    if (moneyGross === undefined) return false;
    const [gross, net] = [exactly(moneyGross), exactly(moneyNet)];
    return gross >= 0n && gross >= net && gross >= -net && (kind === 'modified' || gross > 0n);
  });
  const differs = money.reduce((total, { moneyGross = '0' }) => total + exactly(moneyGross), 0n);
  const all = exactly(moneyCompared);
  return sound && all > 0n && fields.some(({ name }) => name === 'amount') && differs * 1_000n < all;
}

/** A whole count before it had more rows, a thousandth aside, and did not agree. */
function isSmallerThanFailed(run: RunOf<'record_count'>, claims: Claims): boolean {
  return ofKind(claims, 'record_count').some((other) => {
    const { legacy } = other.counts;
    const isMore = legacy - run.counts.legacy > Math.floor(legacy / 1_000);
    return isMore && isWholeOf(other) && !countsAgree(other) && readMs(other) < readMs(run);
  });
}

const isWholeOf = ({ coverage, window }: Run) =>
  coverage.method === 'full' && coverage.skippedChunks === 0 && coverage.compared > 0 && window === null;

function countsAgree({ counts: { legacy, target } }: RunOf<'record_count'>): boolean {
  return BigInt(Math.abs(target - legacy)) * 10_000n < BigInt(legacy);
}

/** Null on both sides is no checksum of anything. */
const segmentsMatch = ({ segmentsCompared, checksums }: RunOf<'checksum'>) =>
  segmentsCompared > 0 && checksums.every(({ legacy, target }) => legacy !== null && legacy === target);

/** A percentile of fewer requests than this is one request. */
const FEWEST = 20;

/** The hour with the load may be as old as the cycle, since a peak is rare; but requests are measured now. */
function atPeak(claims: Claims): boolean {
  const hours = ofKind(claims, 'performance');
  const peak = Math.max(0, ...hours.map(({ legacy }) => legacy.requests));
  const carries = ({ target, window }: RunOf<'performance'>) =>
    peak > 0 && target.requests * 10 >= peak * 8 && (window === null || isAnHour(window));
  return (
    hours.some((run) => isHeard(run, claims) && run.target.requests > 0) &&
    stands(
      claims,
      'performance',
      (run) => run.target.requests >= FEWEST && carries(run) && isFast(run),
      (run) => carries(run) && !isFast(run),
    )
  );
}

/** Of more than that nobody knows when it was. */
const isAnHour = ({ from, to }: { from: string; to: string }) => Date.parse(to) - Date.parse(from) <= 3_600_000;

function isFast({ target }: RunOf<'performance'>): boolean {
  const slow = target.latency.filter(({ upToMs }) => upToMs === null || exactly(upToMs) > exactly('400'));
  const sound = target.latency.every(({ upToMs }) => upToMs === null || exactly(upToMs) >= 0n);
  return sound && sum(slow.map(({ count }) => count)) * 20n <= BigInt(target.requests);
}

type Side = RunOf<'performance'>['target'];

/** Of the last day together: what was good in one hour makes up for another, as in every rate. */
function trafficIsGood(claims: Claims, bad: (side: Side) => number, mille: bigint): boolean {
  const hours = ofKind(claims, 'performance').filter((run) => isHeard(run, claims));
  const requests = sum(hours.map(({ target }) => target.requests));
  const failures = sum(hours.map(({ target }) => bad(target)));
  return requests >= 1_000n && failures * 1_000n < requests * mille;
}

/** Every kind has a run that compared something and speaks of now, and every row and column was compared. */
function everyCheckSpeaks(claims: Claims): boolean {
  return kinds.every((kind) => ofKind(claims, kind).some((run) => spoke(run, claims))) && everyRowWasLookedAt(claims);
}

/** What found something has looked at something, whatever it says of that. */
function spoke(run: Run, claims: Claims): boolean {
  const counted = run.kind === 'record_count' ? run.counts.legacy + run.counts.target : 0;
  const compared = Math.max(run.coverage.compared, foundBy(run).length, counted);
  return isHeard({ ...run, coverage: { ...run.coverage, compared } }, claims);
}

function everyRowWasLookedAt(claims: Claims): boolean {
  return ofKind(claims, 'field_level').some((run) => comparedAll(run, claims));
}
