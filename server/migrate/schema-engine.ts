import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
// The package's entry point imports the .wasm file itself, which Node still calls experimental and warns about.
import { __wbg_set_wasm, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { EngineAdapter } from './engine-adapter.ts';

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
  const adapter = new EngineAdapter(databaseUrl);
  const factory = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  try {
    return await work(engine, (error) => factory.errorRegistry.consumeError(0)?.error ?? error);
  } finally {
    engine.free();
    await adapter.close();
  }
}
