import { z } from 'zod';
import { appRouter } from './root.ts';
import type { SchemaParser } from './schema-parser.ts';
import type { Meta } from './trpc.ts';

/** A procedure as the router knows it: what the HTTP API, its document and the permission tests are made from. */
export type ServedProcedure = {
  /** `ingest.submitRun` */
  call: string;
  type: 'query' | 'mutation' | 'subscription';
  meta: Meta | undefined;
  input: z.ZodType | undefined;
  output: z.ZodType | undefined;
};

export function listProcedures(): ServedProcedure[] {
  return Object.entries(appRouter._def.procedures).flatMap(([call, procedure]) => {
    const definition = definitionOf(procedure);
    return definition ? [{ call, ...definition }] : [];
  });
}

/** tRPC types its own bookkeeping loosely; this is the one place that reads it. */
function definitionOf(procedure: unknown): Omit<ServedProcedure, 'call'> | null {
  if (typeof procedure !== 'function' || !('_def' in procedure)) return null;
  const { type, meta, inputs, output } = definitionSchema.parse(procedure._def);
  return { type, meta, input: inputs[0]?.schema, output: output?.schema };
}

const parserSchema = z.custom<SchemaParser>((value) => typeof value === 'function' && 'schema' in value);
const definitionSchema = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.custom<Meta>((value) => typeof value === 'object' && value !== null).optional(),
  inputs: z.array(parserSchema),
  output: parserSchema.optional(),
});
