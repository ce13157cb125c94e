/** A configuration to begin with: one side SQLite, one PostgreSQL, what to compare taken from the plan. */
export function agentYaml(origin: string): string {
  return `parallax:
  url: ${origin}
  key: \${PARALLAX_KEY}
legacy:
  engine: sqlite
  file: legacy.db
target:
  engine: postgresql
  url: \${TARGET_URL}
# What to compare comes from the plan. Datasets listed here are added to it by "parallax-agent declare".
`;
}
