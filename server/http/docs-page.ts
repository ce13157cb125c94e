import { z } from 'zod';
import { API_PATH } from './api-path.ts';
import { openApiDocument } from './openapi.ts';

/** The OpenAPI document as a page to read: plain HTML of our own, nothing fetched from elsewhere. */
export function docsPage(): string {
  const { info, paths, components } = documentSchema.parse(JSON.parse(JSON.stringify(openApiDocument())));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  const groups = Map.groupBy(operations, (operation) => operation.tags[0] ?? '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)} API</title>
<link rel="stylesheet" href="${API_PATH}/docs.css">
</head>
<body>
<header>
<h1>${text(info.title)} API</h1>
<p>${text(info.description)}</p>
<p>Every call carries a key: <code>Authorization: Bearer plx_…</code>. Machine-readable:
<a href="${API_PATH}/openapi.json">${API_PATH}/openapi.json</a> (OpenAPI 3.1).</p>
</header>
<nav aria-label="Calls"><ul>
${operations.map((o) => `<li><a href="#${text(o.operationId)}"><b>${o.method}</b> ${text(o.path)}</a></li>`).join('\n')}
</ul></nav>
<main>
${[...groups].map(([tag, list]) => `<section><h2>${text(tag)}</h2>${list.map(operationHtml).join('')}</section>`).join('\n')}
<section><h2>Shapes</h2>${Object.entries(components.schemas)
    .map(([name, schema]) => shapeHtml(name, schema))
    .join('')}</section>
</main>
</body>
</html>`;
}

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema: z.unknown() }))
    .default([]),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: z.unknown().optional() })),
});
const documentSchema = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()).default({}) }),
});
type Operation = z.infer<typeof operationSchema> & { path: string; method: string };

function operationHtml({ operationId, summary, method, path, parameters, requestBody, responses }: Operation): string {
  const parameterRows = parameters
    .map(
      (p) =>
        `<tr><th scope="row"><code>${text(p.name)}</code></th><td>${text(p.in)}${p.required ? ', required' : ''}</td><td><code>${json(p.schema)}</code></td></tr>`,
    )
    .join('');
  const failures = Object.entries(responses)
    .filter(([status]) => status !== '200')
    .map(([status, { description }]) => `<tr><th scope="row">${text(status)}</th><td>${text(description)}</td></tr>`)
    .join('');
  return `<article id="${text(operationId)}">
<h3><b>${method}</b> <code>${API_PATH}${text(path)}</code></h3>
<p>${text(summary)}. Over tRPC: <code>${text(operationId)}</code>.</p>
${parameterRows ? `<table><caption>Parameters</caption>${parameterRows}</table>` : ''}
${requestBody ? shapeHtml('Body', schemaIn(requestBody)) : ''}
${shapeHtml('Answer', schemaIn(responses['200']))}
<details><summary>Refusals</summary><table>${failures}</table></details>
</article>`;
}

const contentSchema = z.object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) });

const schemaIn = (holder: unknown): unknown => contentSchema.safeParse(holder).data?.content['application/json'].schema;

const shapeHtml = (title: string, schema: unknown): string =>
  `<details><summary>${text(title)}</summary><pre tabindex="0">${json(schema, 2)}</pre></details>`;

const json = (value: unknown, indent?: number): string => text(JSON.stringify(value, null, indent) ?? '');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value: string): string => value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
