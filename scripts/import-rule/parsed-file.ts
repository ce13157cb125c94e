import { type Program, parseSync, type StaticExportEntry, Visitor } from 'oxc-parser';
import { type FoundForms, findForms } from './find-forms.ts';
import { type FoundWords, findOldWords } from './find-old-words.ts';

export type Import = { specifier: string; line: number; typeOnly: boolean };

/** What the rules need to know of one file. */
export type ParsedFile = FoundForms &
  FoundWords & {
    /** From the project's top, with forward slashes. */
    path: string;
    lines: number;
    /** Static, dynamic and re-exported ones. */
    imports: Import[];
    /** `export * from` lines, and whether nothing but re-exports is there. */
    starExports: number[];
    onlyReExports: boolean;
    /** Names of what the file itself exports, types included. */
    exports: string[];
    /** Constants that the file declares at its top, exported or not. */
    constants: { line: number; name: string }[];
    /** Uses of what makes a function depend on more than its arguments. */
    impurities: { line: number; what: string }[];
  };

/** Reads one TypeScript or JavaScript file. Throws where it cannot be parsed. */
export function parseFile(path: string, text: string): ParsedFile {
  const result = parseSync(path, text);
  const failure = result.errors[0];
  if (failure) throw new Error(`${path} cannot be parsed: ${failure.message}`);
  const lineOf = lineFinder(text);
  const { staticImports, staticExports, dynamicImports } = result.module;

  const imports: Import[] = staticImports.map((found) => ({
    specifier: found.moduleRequest.value,
    line: lineOf(found.start),
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }));
  const starExports: number[] = [];
  const exports: string[] = [];
  let reExports = 0;
  for (const found of staticExports) {
    const entries = found.entries.filter((entry) => entry.moduleRequest !== null);
    exports.push(...found.entries.filter((entry) => entry.moduleRequest === null).map(nameOf));
    reExports += entries.length;
    const specifier = entries[0]?.moduleRequest?.value;
    if (specifier === undefined) continue;
    imports.push({ specifier, line: lineOf(found.start), typeOnly: entries.every((entry) => entry.isType) });
    if (text.slice(found.start, found.end).startsWith('export *')) starExports.push(lineOf(found.start));
  }
  for (const found of dynamicImports) {
    const request = text.slice(found.moduleRequest.start, found.moduleRequest.end);
    const literal = /^['"`]([^'"`$]+)['"`]$/.exec(request)?.[1];
    if (literal !== undefined) imports.push({ specifier: literal, line: lineOf(found.start), typeOnly: false });
  }
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    starExports,
    onlyReExports: reExports > 0 && exports.length === 0 && hasOnlyModuleStatements(result.program.body),
    exports,
    constants: findConstants(result.program.body, lineOf),
    ...findForms(result.program, staticImports, lineOf),
    ...findOldWords(path, result.program, lineOf),
    impurities: findImpurities(result.program, lineOf),
  };
}

const nameOf = ({ exportName }: StaticExportEntry) => exportName.name ?? 'default';

function hasOnlyModuleStatements(body: readonly { type: string }[]): boolean {
  return body.every(({ type }) => /^(Import|ExportNamed|ExportAll)Declaration$/.test(type));
}

function findConstants(body: Program['body'], lineOf: (at: number) => number): ParsedFile['constants'] {
  return body.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ id, start }) =>
      id.type === 'Identifier' ? [{ line: lineOf(start), name: id.name }] : [],
    );
  });
}

const GLOBALS = ['process', 'performance', 'crypto', 'globalThis'];
const FUNCTIONS = ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Date'];

function findImpurities(
  program: Parameters<Visitor['visit']>[0],
  lineOf: (at: number) => number,
): ParsedFile['impurities'] {
  const found: ParsedFile['impurities'] = [];
  const visitor = new Visitor({
    MemberExpression({ object, property, start }) {
      if (object.type !== 'Identifier') return;
      const name = property.type === 'Identifier' ? property.name : '';
      const what = `${object.name}.${name}`;
      if (GLOBALS.includes(object.name) || what === 'Date.now' || what === 'Math.random') {
        found.push({ line: lineOf(start), what });
      }
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
        found.push({ line: lineOf(node.start), what: 'new Date()' });
      }
    },
    CallExpression({ callee, start }) {
      if (callee.type === 'Identifier' && FUNCTIONS.includes(callee.name)) {
        found.push({ line: lineOf(start), what: `${callee.name}()` });
      }
    },
  });
  visitor.visit(program);
  return found;
}

function lineFinder(text: string): (at: number) => number {
  return (at) => text.slice(0, at).split('\n').length;
}
