import { afterAll, expect, it } from 'vitest';
import type { Attempt, HostileServer } from './attempt.ts';
import { engines } from './engines.ts';
import { sweep } from './sweep.ts';

/** What may be refused: it keeps the agent from connecting or reading at all, or cannot be set by it. Everything else is the same. */
const MAY_BE_REFUSED: Record<string, RegExp> = {
  postgresql:
    /^((local|session)_preload_libraries|idle_session_timeout|ignore_checksum_failure|zero_damaged_pages|restrict_nonsystem_relation_kind|search_path) = /,
  mariadb: /^max_(allowed_packet|session_mem_used) = /,
  sqlite: /^locking_mode = /,
};
/** What must be refused, and by which name. */
const MUST_BE_REFUSED: Record<string, string[]> = {
  postgresql: ['zero_damaged_pages = on', 'ignore_checksum_failure = on'],
  mariadb: ['max_allowed_packet = 1024'],
  sqlite: [],
};
/** Of each setting, so that all of them at once are a handful of comparisons. The bench tries every value alone. */
const VALUES = 2;

const signal = new AbortController().signal;
const running: HostileServer[] = [];
afterAll(() => Promise.all(running.map((server) => server.stop())));

it.each(Object.keys(engines))(
  'under every setting that %s lists the agent finds the same, or refuses by name',
  async (name) => {
    const server = await engines[name]?.(() => {});
    // No mariadbd, and none could be installed.
    if (!server) return expect(name).toBe('mariadb');
    running.push(server);
    const isRefusable = (attempt: Attempt) => MAY_BE_REFUSED[name]?.test(`${attempt.name} = ${attempt.value}`) ?? false;
    const [refusable, others] = [
      server.attempts.filter(isRefusable),
      server.attempts.filter((one) => !isRefusable(one)),
    ];
    const seen = new Map<string, number>();
    const few = others.filter((attempt) => {
      seen.set(attempt.name, (seen.get(attempt.name) ?? 0) + 1);
      return (seen.get(attempt.name) ?? 0) <= VALUES;
    });
    expect(seen.size).toBeGreaterThan(name === 'sqlite' ? 30 : 150);
    const said: string[] = [];
    const all = await sweep(server, few, { together: few.length, say: (line) => said.push(line), signal });
    expect([all.different, [...all.refused]], said.join('\n')).toEqual([[], []]);
    const must = MUST_BE_REFUSED[name] ?? [];
    const alone = refusable.filter((one) => must.includes(`${one.name} = ${one.value}`));
    const swept = await sweep(server, alone, { together: 1, say: () => {}, signal });
    expect([swept.different, [...swept.refused.keys()].sort()]).toEqual([[], must.toSorted()]);
    for (const [setting, words] of swept.refused) expect(words).toContain(setting.split(' ')[0]);
    console.info(`${server.engine}: ${seen.size} settings, ${few.length} values the same, ${must.length} refused`);
  },
  300_000,
);

it('limits that cut results off, for all and for new sessions, change nothing', async () => {
  const server = running.find(({ engine }) => engine === 'MariaDB');
  if (!server) return;
  const attempts = ['0', '5', '100'].map((value) => ({ name: 'sql_select_limit', value }));
  const swept = await sweep(server, attempts, {
    together: 1,
    say: () => {},
    signal,
  });
  expect([swept.different, swept.refused.size]).toEqual([[], 0]);
}, 120_000);
