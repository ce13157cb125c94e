import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { UserError } from '../user-error.ts';
import { type AgentFile, agentFileSchema } from './schema.ts';

/** `hash`: SHA-256 of the text as written, without what the environment put in. `stateFolder`: agent.state for agent.yaml. */
export type LoadedFile = { config: AgentFile; folder: string; stateFolder: string; hash: string };

/** Reads agent.yaml, puts the environment into it, and says everything that is wrong with it at once, by line. */
export async function loadAgentFile(path: string, env: Record<string, string | undefined>): Promise<LoadedFile> {
  const file = resolve(path);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UserError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${path}:${lines.linePos(offset).line}`;
  const problems = document.errors.map((error) => `${at(error.pos[0])}: ${withoutQuotation(error.message)}`);
  if (problems.length === 0) problems.push(...findLooseAliases(document, at), ...fillIn(document, env, at));
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  const parsed = agentFileSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) {
    const folder = dirname(file);
    const stateFolder = resolve(folder, parsed.data.agent.stateFolder ?? `${basename(file, extname(file))}.state`);
    return { config: parsed.data, folder, stateFolder, hash: createHash('sha256').update(text).digest('hex') };
  }
  throw new UserError(
    parsed.error.issues
      .flatMap(unfolded)
      .map((issue) => `${at(offsetOf(document, issue))}: ${wordsOf(issue)}`)
      .join('\n'),
  );
}

/** Behind these words the parser quotes what it stumbles over, which may be part of a password. */
const QUOTING = /(extra characters|escape sequence|directive|version|tag|alias)\b.*$/is;

function withoutQuotation(message: string): string {
  const quotes = QUOTING.test(message);
  return quotes ? `${message.replace(QUOTING, '$1')}. Put a value with special characters in single quotes.` : message;
}

/** `password: *secret` is YAML for "the same as the value called secret". */
function findLooseAliases(document: Document, at: (offset: number) => string): string[] {
  const problems: string[] = [];
  visit(document, {
    Alias: (_, node) => {
      if (node.resolve(document)) return;
      const where = at(node.range?.[0] ?? 0);
      problems.push(
        `${where}: a value that begins with * stands for another one, which is not there. Put it in quotes.`,
      );
    },
  });
  return problems;
}

/** Replaces `${NAME}` and `${NAME:-otherwise}` in values. It happens after parsing: no value can change the structure. */
function fillIn(document: Document, env: Record<string, string | undefined>, at: (offset: number) => string): string[] {
  const problems: string[] = [];
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value !== 'string') return;
      node.value = node.value.replace(/\$\{(\w+)(?::-([^}]*))?\}/g, (_match, name: string, otherwise?: string) => {
        const value = env[name] ?? otherwise;
        if (value !== undefined) return value;
        problems.push(
          `${at(node.range?.[0] ?? 0)}: the environment variable ${name} is not set. Set it, or write \${${name}:-value}.`,
        );
        return '';
      });
    },
  });
  return problems;
}

/** Parts of the file that hold passwords and keys. */
const SECRETIVE = new Set(['legacy', 'target', 'parallax']);
/** Words of agent.yaml, and what people write for them. */
const WORDS =
  /^(engine|url|uri|file|path|host(name)?|port|user(name)?|pass(word|wd)?|database|db(name)?|socket|schema|tls|ssl|tlsCa|limits|key|token|name|agent|legacy|target|parallax|source|datasets?|checks?|spool|maskingKey|currency|concurrency|stateFolder|(max|min|pool)?connections|maxConnections|chunkTime|rowsPerSecond|pauseWhen|checkInterval|pauseLimit|replicaLag|runningQueries|statementTimeout(Ms)?|timeout(Ms)?|options|blackouts)$/i;

type Issue = z.core.$ZodIssue;

/** A union says "none fits": where one branch comes closest, its complaints are the useful ones. */
function unfolded(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return [issue];
  const branches = [...issue.errors].sort((a, b) => a.length - b.length);
  const nearest = branches[0] ?? [];
  return nearest.length > 0 ? nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue];
}

function wordsOf(issue: Issue): string {
  const where = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  if (issue.code === 'unrecognized_keys') return `${where}: ${unknownKeys(issue)} is not known here.`;
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return `${where}: ${missing ? 'is missing' : issue.message}.`;
}

/**
 * Beside a password that is not in quotes, what stands between a comma and a brace passes for a key. So where passwords are, only
 * words that agent.yaml has somewhere are repeated.
 */
function unknownKeys({ path, keys }: Extract<Issue, { code: 'unrecognized_keys' }>): string {
  const isSecretive = SECRETIVE.has(String(path[0]));
  const shown = keys.filter((key) => !isSecretive || WORDS.test(key)).map((key) => `"${key}"`);
  if (shown.length === keys.length) return shown.join(', ');
  return [...shown, 'a word (put values with , : # { } or quotes in them in single quotes)'].join(', ');
}

/** Where in the text the nearest existing node of an issue's path begins. */
function offsetOf(document: Document, issue: Issue): number {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : [...issue.path];
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
