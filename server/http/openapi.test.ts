import { describe, expect, it } from 'vitest';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './openapi.ts';
import { routes } from './routes.ts';

describe('the OpenAPI document', () => {
  const document = openApiDocument();

  it('is 3.1 and describes every call that has a place in the API', () => {
    expect(document.openapi).toBe('3.1.0');
    const told = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(told.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted());
    expect(new Set(told).size).toBe(told.length);
    expect(told).toContain('POST /ingest/runs');
  });

  it('describes the ten kinds of a run, the answer, and every refusal', () => {
    const text = JSON.stringify(document);
    for (const kind of ['record_count', 'checksum', 'field_level', 'noise_floor', 'scenario'])
      expect(text).toContain(`"${kind}"`);
    const submit = document.paths?.['/ingest/runs']?.post;
    expect(Object.keys(submit?.responses ?? {})).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '422',
      '429',
      '503',
    ]);
    expect(submit).toMatchObject({ operationId: 'ingest.submitRun', requestBody: { required: true } });
    expect(document.security).toEqual([{ key: [] }]);
  });

  it('gives parameters in paths and queries their place', () => {
    const parameters = document.paths?.['/runs/{runId}']?.get?.parameters ?? [];
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'runId', in: 'path', required: true }));
  });
});

describe('the page to read it', () => {
  it('has every call, and nothing that could be fetched from elsewhere or run', () => {
    const page = docsPage();
    for (const { path } of routes) expect(page).toContain(path);
    expect(page).not.toMatch(/<script|https?:\/\/(?!json-schema)|style=/);
    expect(page).toContain('<title>Parallax API</title>');
  });
});
