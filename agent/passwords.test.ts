import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './main.ts';

/** Nothing that the agent has to say holds four of these in a row. */
const word = fc.string({ unit: fc.constantFrom(...'QZXJ79KV'), minLength: 5, maxLength: 9 });
const special = fc.constantFrom(...'@/#:?%&,{}[]*!|>\'"\\$~;= ', '@', '/', ', ', ': ', ' #', '%zz', '\\u');
/** Specials at the front, between words and at the end, where parsers stumble over them. */
const password = fc
  .tuple(fc.array(fc.tuple(special, word), { minLength: 1, maxLength: 4 }), fc.option(word), fc.option(special))
  .map(([parts, first, last]) => ({
    words: [...parts.map(([, one]) => one), ...(first === null ? [] : [first])],
    text: `${first ?? ''}${parts.flat().join('')}${last ?? ''}`,
  }));

const urls: Record<string, (password: string, engine: string) => string> = {
  raw: (text, engine) => `${engine}://me:${text}@127.0.0.1:1/shop`,
  escaped: (text, engine) => `${engine}://me:${encodeURIComponent(text)}@127.0.0.1:1/shop`,
  'as a parameter': (text, engine) => `${engine}://me@127.0.0.1:1/shop?password=${text}`,
  'as an escaped parameter': (text, engine) => `${engine}://me@127.0.0.1:1/shop?password=${encodeURIComponent(text)}`,
  'without a user': (text, engine) => `${engine}://:${text}@127.0.0.1:1/shop`,
  'without a scheme': (text) => `me:${text}@127.0.0.1:1/shop`,
};
/** One line of YAML that is to hold a text, well or badly. */
const quotings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  single: (text) => `'${text}'`,
  double: (text) => `"${text}"`,
  json: (text) => JSON.stringify(text),
};

const quoting = fc.constantFrom(...Object.keys(quotings), 'env');
const layout = fc.constantFrom(
  (lines: string[]) => `{ ${lines.join(', ')} }`,
  (lines: string[]) => lines.map((line) => `\n  ${line}`).join(''),
);

describe('no part of a password is ever shown', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parallax-agent-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function said(yaml: string, env: Record<string, string>): Promise<string> {
    const file = join(folder, 'agent.yaml');
    await writeFile(file, yaml);
    let text = '';
    const out = { write: (part: string) => (text += part) };
    expect(await main(['run', file, '--once'], { env, out, err: out })).toBe(2);
    return text;
  }

  const engines = ['mysql', 'postgresql'] as const;
  const forms = engines.flatMap((engine) => [
    ...Object.entries(urls).map(([name, url]) => ({ engine, name, url })),
    ...(engine === 'mysql' ? [{ engine, name: 'beside the address', url: null }] : []),
  ]);

  it.each(forms)(
    '$engine, $name',
    async ({ engine, url }) => {
      await fc.assert(
        fc.asyncProperty(password, quoting, layout, async ({ text, words }, quote, write) => {
          const value = url ? url(text, engine) : text;
          const written = quote === 'env' ? `\${SECRET}` : (quotings[quote]?.(value) ?? '');
          const own = url ? { url: written } : { host: '127.0.0.1', port: '1', database: 'shop', password: written };
          const legacy = write(Object.entries({ engine, ...own }).map(([key, given]) => `${key}: ${given}`));
          const shown = await said(`legacy: ${legacy}\ntarget: { engine: sqlite, file: none.db }\ndatasets: [a]\n`, {
            SECRET: value,
          });
          const leaked = words.flatMap(partsOf).filter((part) => shown.includes(part));
          expect({ leaked, shown }).toEqual({ leaked: [], shown });
        }),
        { numRuns: 150, seed: 1 },
      );
    },
    120_000,
  );

  it.each([
    '|QZXJ7',
    '>QZXJ7',
    '*QZXJ7',
    '&QZXJ7 x',
    '!QZXJ7 x',
    '"\\uQZXJ7"',
    '[QZXJ7',
    '%QZXJ7',
    '@QZXJ7',
    '`QZXJ7',
    "'QZXJ7",
  ])('nor of one that YAML takes for something else: %s', async (written) => {
    const side = `\n  engine: mysql\n  host: 127.0.0.1\n  port: 1\n  database: shop\n  password: ${written}\n`;
    const shown = await said(`legacy:${side}target:${side}datasets: [a]\n`, {});
    expect(shown).not.toMatch(/QZXJ|ZXJ7/);
  });

  it('says how an @ is written', async () => {
    const target = '{ engine: mysql, url: "mysql://parallax:p@w/secret1@127.0.0.1:1/st" }';
    const shown = await said(
      `legacy: { engine: postgresql, url: "postgresql://parallax:p@w/secret1@127.0.0.1:1/st" }\ntarget: ${target}\ndatasets: [a]\n`,
      {},
    );
    expect(shown).toMatch(/^legacy side: .*@ is written %40/m);
    expect(shown).toMatch(/^target side: .*@ is written %40/m);
    expect(shown).not.toContain('secret1');
  });

  it('refuses the address of Parallax with a password in it', async () => {
    const sides = 'legacy: { engine: sqlite, file: a }\ntarget: { engine: sqlite, file: b }\n';
    const shown = await said(`${sides}parallax: { url: "https://me:QZXJ7@p.example", key: plx_KVQZ9 }\n`, {});
    expect(shown).toContain('must hold no user and password');
    expect(shown).not.toMatch(/QZXJ|KVQZ/);
  });
});

function partsOf(one: string): string[] {
  return Array.from({ length: one.length - 3 }, (_, i) => one.slice(i, i + 4));
}
