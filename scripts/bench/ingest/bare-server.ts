// The baseline of the ingest bench: what an insert over HTTP costs at least. Reads the body, parses it, inserts the batch with one
// statement into a table of the same shape with the same indexes, answers after commit. No key, no schema, no hash, no roles.
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const INSERT = `
  INSERT INTO bare_difference (migration_id, run_id, opened_at, chunk, ordinal, class, field, state, key, legacy, target, money, observed_at)
  SELECT $1::uuid, $2::uuid, $3::timestamptz, $4::int, d.ordinal - 1,
         d.class, d.field, d.state, d.key, d.legacy, d.target, d.money, d."observedAt"
  FROM ROWS FROM (jsonb_to_recordset($5::jsonb)
    AS (class text, field text, state text, key jsonb, legacy jsonb, target jsonb, money numeric, "observedAt" timestamptz))
    WITH ORDINALITY AS d (class, field, state, key, legacy, target, money, "observedAt", ordinal)
  ON CONFLICT DO NOTHING`;

const OPENED_AT = new Date().toISOString();
const MIGRATION = '0199b000-0000-7000-8000-000000000000';

async function store(req: IncomingMessage): Promise<number> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part);
  const { runId, chunk, differences } = JSON.parse(Buffer.concat(parts).toString('utf8'));
  const values = [MIGRATION, runId, OPENED_AT, chunk, JSON.stringify(differences)];
  return (await pool.query({ name: 'insert', text: INSERT, values })).rowCount ?? 0;
}

const server = createServer((req, res) => {
  store(req).then(
    (stored) => res.setHeader('content-type', 'application/json').end(JSON.stringify({ stored })),
    (error: unknown) => res.writeHead(500).end(String(error)),
  );
});

await pool.query('CREATE TABLE IF NOT EXISTS bare_difference (LIKE difference INCLUDING INDEXES)');
server.listen(Number(process.env.PORT), '127.0.0.1');
