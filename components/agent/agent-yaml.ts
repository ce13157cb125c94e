export const engines = ['sqlite', 'postgresql', 'mysql'] as const;
export type Engine = (typeof engines)[number];

export const engineWords = {
  sqlite: 'SQLite',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL or MariaDB',
} as const satisfies Record<Engine, string>;

export type Sides = { legacy: Engine; target: Engine };
const sides = ['legacy', 'target'] as const;

/** A configuration to begin with. What to compare comes from the plan; while that is empty, from the file. */
export function agentYaml(origin: string, engineOf: Sides, datasets: readonly string[]): string {
  return [
    'parallax:',
    `  url: ${origin}`,
    `  key: \${PARALLAX_KEY}`,
    ...sides.flatMap((side) => [`${side}:`, `  engine: ${engineOf[side]}`, `  ${connectionOf(side, engineOf[side])}`]),
    ...(datasets.length === 0
      ? [
          '# Tables to compare, of the same name on both sides. "parallax-agent declare" puts them into the plan.',
          'datasets:',
          '  - orders',
        ]
      : [`# The agent compares what the plan lists: ${some(datasets)}.`]),
    '',
  ].join('\n');
}

/** What to type, with the key that was just made where there is one. */
export function agentCommands(secret: string | null, engineOf: Sides, isPlanEmpty: boolean): string {
  return [
    `export PARALLAX_KEY=${secret ?? 'plx_…'}`,
    ...sides.flatMap((side) =>
      engineOf[side] === 'sqlite' ? [] : [`export ${urlName(side)}=${engineOf[side]}://reader:password@host/database`],
    ),
    ...(isPlanEmpty ? ['npx parallax-agent declare agent.yaml'] : []),
    'npx parallax-agent run agent.yaml --once',
    'npx parallax-agent run agent.yaml',
  ].join('\n');
}

function connectionOf(side: keyof Sides, engine: Engine): string {
  return engine === 'sqlite' ? `file: ${side}.db` : `url: \${${urlName(side)}}`;
}

const urlName = (side: keyof Sides) => `${side.toUpperCase()}_URL`;

/** A name may hold anything; in a comment it must not end the line. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => name.replaceAll(/\s+/g, ' '));
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
