import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
// The package's entry point imports the .wasm file itself, which Node still calls experimental and warns about.
import { __wbg_set_wasm, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

let loaded: Promise<void> | undefined;

async function loadWasm(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const { instance } = await WebAssembly.instantiate(await readFile(file.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': glue,
  });
  __wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
}

/** The engine reports a failure of the driver as a number only; this finds the error PostgreSQL sent. */
export type CauseOf = (error: unknown) => unknown;

/** Runs Prisma's own schema engine, as WebAssembly, against a database. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine, causeOf: CauseOf) => Promise<T>,
): Promise<T> {
  loaded ??= loadWasm();
  await loaded;
  // A pool of our own: the engine holds an advisory lock in its session and never closes the adapter's.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => {});
  const factory = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool)));
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  try {
    return await work(engine, (error) => factory.errorRegistry.consumeError(0)?.error ?? error);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * The adapter cuts a script at every semicolon, which tears functions and DO blocks apart and commits each piece.
 * As one query PostgreSQL parses it itself and runs it as one transaction: a schema migration is applied whole or not.
 */
function wholeScripts(inner: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  const whole = async (connecting: ReturnType<PrismaPg['connect']>): Promise<SqlDriverAdapter> => {
    const adapter = await connecting;
    const executeScript = async (script: string) => {
      await adapter.underlyingDriver().query(script);
    };
    return Object.assign(adapter, { executeScript });
  };
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: () => whole(inner.connect()),
    connectToShadowDb: () => whole(inner.connectToShadowDb()),
  };
}
