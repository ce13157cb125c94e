import { defineConfig } from 'prisma/config';

// The CLI insists on a native schema engine and would download it. `prisma generate` never runs it, so any existing
// file satisfies the check; schema migrations are applied with the WebAssembly engine (scripts/migrate.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema', migrations: { path: 'prisma/migrations' } });
