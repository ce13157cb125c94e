import { TEXTS } from './texts.ts';

type Dialect = {
  text: string;
  bytes: string;
  moment: string;
  quote: (text: string) => string;
  hex: (bytes: string) => string;
};

export const DIALECTS = {
  postgresql: {
    text: 'text',
    bytes: 'bytea',
    moment: 'timestamp(6)',
    quote: (text) => `convert_from('\\x${Buffer.from(text).toString('hex')}', 'UTF8')`,
    hex: (bytes) => `'\\x${bytes}'::bytea`,
  },
  mariadb: {
    text: 'text',
    bytes: 'blob',
    moment: 'datetime(6)',
    quote: (text) => (text === '' ? "''" : `_utf8mb4 x'${Buffer.from(text).toString('hex')}'`),
    hex: (bytes) => `x'${bytes}'`,
  },
  sqlite: {
    text: 'TEXT',
    bytes: 'BLOB',
    moment: 'DATETIME',
    quote: (text) => `'${text.replaceAll("'", "''")}'`,
    hex: (bytes) => `x'${bytes}'`,
  },
} satisfies Record<string, Dialect>;

const ROWS = 260;

/**
 * Two tables of awkward values, keyed by a number and by a text: `numbered` and `named`. More rows than limits let through; the
 * differences of the target lie at the end, where a cut would hide them.
 */
export function plantedSql(dialect: Dialect, side: 'legacy' | 'target'): string[] {
  const { text, bytes, moment, quote, hex } = dialect;
  const columns = `n bigint, d decimal(20,6), f double precision, s ${text}, c char(6), day date, at ${moment}, b ${bytes}, flag boolean`;
  const rowOf = (i: number): string[] => [
    i % 17 === 0 ? 'null' : String(i * 1_000_003 * (i % 2 === 0 ? 1 : -1)),
    `${i % 5 === 0 ? '-' : ''}${i}.${String((i * 7919) % 1_000_000).padStart(6, '0')}`,
    i % 7 === 0 ? '1e-7' : `${i}.1`,
    i % 11 === 0 ? 'null' : quote(TEXTS[i % TEXTS.length] ?? ''),
    `'c${i % 100}'`,
    `'20${String(10 + (i % 20))}-0${1 + (i % 9)}-28'`,
    `'2024-03-31 02:${String(i % 60).padStart(2, '0')}:00.123456'`,
    i % 13 === 0 ? 'null' : hex(Buffer.from(`${i}\0'"\\`).toString('hex')),
    i % 3 === 0 ? 'true' : 'false',
  ];
  const numbered: string[] = [];
  const named: string[] = [];
  for (let i = 1; i <= ROWS; i++) {
    const row = rowOf(i);
    if (side === 'target') {
      if (i === 251) row[3] = quote('changed ');
      if (i === 253) row[1] = '0.000001';
      if (i === 255) row[0] = 'null';
      if (i === 257) continue;
    }
    numbered.push(`(${[i, ...row].join(', ')})`);
    named.push(`(${[quote(`${TEXTS[i % TEXTS.length]}#${i}`), ...row].join(', ')})`);
  }
  const create = (name: string, key: string) => `create table ${name} (${key}, ${columns})`;
  const keyText =
    dialect.text === 'text' && dialect.bytes === 'blob'
      ? 'varchar(190) character set utf8mb4 collate utf8mb4_nopad_bin'
      : text;
  return [
    create('numbered', 'id int primary key'),
    create('named', `id ${keyText} primary key`),
    ...[...numbered].map((row) => `insert into numbered values ${row}`),
    ...[...named].map((row) => `insert into named values ${row}`),
  ];
}
