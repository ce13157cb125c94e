import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { errorCodes } from '#core/errors.ts';
import { listProcedures, type ServedProcedure } from '../procedures.ts';
import { API_PATH } from './api-path.ts';

const problemSchema = z
  .strictObject({ pointer: z.string(), message: z.string() })
  .meta({ id: 'Problem', description: 'Where (RFC 6901 JSON pointer into the body) and what, in words.' });

const errorSchema = z
  .strictObject({
    error: z.strictObject({
      code: z.enum(errorCodes),
      message: z.string(),
      problems: z.array(problemSchema).describe('Everything that is wrong, at once.'),
      requestId: z.string().describe('Under this id the call stands in the logs.'),
    }),
  })
  .meta({ id: 'Error' });

const errors = {
  '400': 'Malformed: not JSON, unknown or missing fields, wrong types',
  '401': 'No key, or one that is unknown, expired, revoked or stopped',
  '403': 'The key does not have the scope',
  '404': 'No such thing in the migration of this key',
  '409': 'Contradicts what is stored: the same id with another body',
  '413': 'The body is too large',
  '422': 'Well-formed, but does not add up',
  '429': 'Too many calls of this key; see Retry-After',
  '503': 'Not now; see Retry-After',
} as const;

const errorResponses = Object.fromEntries(
  Object.entries(errors).map(([status, description]) => [
    status,
    { description, content: { 'application/json': { schema: errorSchema } } },
  ]),
);

/** OpenAPI 3.1, made from the procedures themselves: what is stated here is what is checked. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Parallax',
      version: '1',
      description:
        'Push evidence, fetch what to check, read the verdict. Times are RFC 3339 with offset, decimals are text, bodies are JSON (gzip if you like).',
    },
    servers: [{ url: API_PATH }],
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of one migration: plx_…' } },
    },
    paths: pathsOf(listProcedures()),
  });
}

function pathsOf(procedures: readonly ServedProcedure[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const procedure of procedures) {
    const http = procedure.meta?.http;
    if (http)
      paths[http.path] = { ...paths[http.path], [http.method.toLowerCase()]: operationOf(procedure, http.summary) };
  }
  return paths;
}

function operationOf({ call, meta, input, output }: ServedProcedure, summary: string): ZodOpenApiOperationObject {
  const isGet = meta?.http?.method === 'GET';
  return {
    operationId: call,
    tags: [call.split('.')[0] ?? call],
    summary,
    ...(isGet ? { requestParams: parametersOf(input, meta?.http?.path ?? '') } : {}),
    ...(!isGet && input ? { requestBody: { required: true, content: { 'application/json': { schema: input } } } } : {}),
    responses: {
      '200': { description: 'Done', content: { 'application/json': { schema: output ?? z.unknown() } } },
      ...errorResponses,
    },
  };
}

/** Fields named in the path, and all others as query parameters. */
function parametersOf(input: z.ZodType | undefined, path: string): { path?: z.ZodObject; query?: z.ZodObject } {
  if (!(input instanceof z.ZodObject)) return {};
  const isInPath = (name: string) => path.includes(`{${name}}`);
  const pick = (want: boolean) =>
    z.object(Object.fromEntries(Object.entries(input.shape).filter(([name]) => isInPath(name) === want)));
  return { path: pick(true), query: pick(false) };
}
