import { parseDocument } from 'yaml';
import { type DeclareDatasets, declarationSchema } from '#core/dataset/schema.ts';

export type Declaration = { ok: true; declaration: DeclareDatasets } | { ok: false; problems: string[] };

/** Reads pasted YAML (or JSON, which is YAML) with the schema of the API. Every problem at once, with its place. */
export function parseDeclaration(text: string): Declaration {
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => error.message.split('\n')[0] ?? error.message) };
  }
  const content: unknown = document.toJS();
  const parsed = declarationSchema.safeParse(Array.isArray(content) ? { datasets: content } : content);
  if (parsed.success) return { ok: true, declaration: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`),
  };
}
