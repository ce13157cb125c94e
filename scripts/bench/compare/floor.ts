import type { Sides } from './sides.ts';

const BUCKETS = 1_000;

/**
 * The least that finds the same with the databases' own programs: one grouped md5 pass a side, then the rows of the buckets that
 * differ. Answers how many keys differ.
 */
export async function runFloor({ mariadb, postgresql }: Sides, rows: number): Promise<number> {
  const width = Math.ceil(rows / BUCKETS);
  const [one, other] = await Promise.all([
    mariadb(
      `use bench; select (id - 1) div ${width} b, count(*), sum(cast(conv(left(md5(concat_ws('|', id, n, amount, name, code, flag, created_at, changed_at)), 16), 16, 10) as unsigned)) from items group by b order by b`,
    ),
    postgresql(
      `select (id - 1) / ${width} b, count(*), sum(('x' || left(md5(concat_ws('|', id, n, amount, name, code, flag::int, to_char(created_at, 'YYYY-MM-DD HH24:MI:SS.US'), to_char(changed_at, 'YYYY-MM-DD HH24:MI:SS.US'))), 16))::bit(64)::bigint) from items group by b order by b`,
    ),
  ]);
  const left = sumsOf(one);
  const right = sumsOf(other);
  const unlike = [...left].filter(([bucket, sum]) => right.get(bucket) !== sum).map(([bucket]) => Number(bucket));
  if (unlike.length === 0) return 0;
  const where = unlike.map((b) => `id between ${b * width + 1} and ${(b + 1) * width}`).join(' or ');
  const [legacy, target] = await Promise.all([
    mariadb(
      `use bench; select id, n, amount, name, code, flag, created_at, changed_at from items where ${where} order by id`,
    ),
    postgresql(
      `select id, n, amount, name, code, flag::int, to_char(created_at, 'YYYY-MM-DD HH24:MI:SS.US'), to_char(changed_at, 'YYYY-MM-DD HH24:MI:SS.US') from items where ${where} order by id`,
    ),
  ]);
  const lines = new Set(target.split('\n'));
  return legacy.split('\n').filter((line) => !lines.has(line)).length;
}

/** Rows and sum of each bucket, the sum as PostgreSQL counts it: with a sign, modulo 2^64. */
function sumsOf(text: string): Map<string, string> {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  return new Map(
    lines.map(([bucket = '', rows = '', sum = '0']) => [bucket, `${rows} ${BigInt.asUintN(64, BigInt(sum))}`]),
  );
}
