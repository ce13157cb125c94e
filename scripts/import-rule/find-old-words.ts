import { basename } from 'node:path';
import { type Program, Visitor } from 'oxc-parser';

/** Private English of earlier days, as words of a name in lower case, and what it is called now. */
const OLD_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bin turn\b/, 'single flight, or oneAtATime'],
  [/\bkept verdicts?\b/, 'verdict cache'],
  [/\bdeeds?\b/, 'action'],
  [/\bmake so\b/, 'write'],
  [/\bways? in\b/, 'sign-in options'],
  [/\bwall\b(?! clock)/, 'wallboard, or wall clock'],
  [/\bstor(y|ies)\b/, 'scenario'],
  [/\bdoors?\b/, 'entry point'],
  [/\bgrounds?\b/, 'verdict inputs'],
  [/(?<!\b(audit|access) )\btrails?\b/, 'audit trail'],
];
const VAGUE_TYPES = ['Given', 'Asked', 'Around', 'Surroundings'];

export type FoundWords = { oldWords: { line: number; sentence: string }[] };

/** Names of a file and in a file that say an old word. */
export function findOldWords(path: string, program: Program, lineOf: (at: number) => number): FoundWords {
  const oldWords: FoundWords['oldWords'] = [];
  const note = (name: string, lineAt: () => number) => {
    const sentence = sentenceOn(name);
    if (sentence !== null) oldWords.push({ line: lineAt(), sentence });
  };
  // Folders of `app` are addresses that people have in their bookmarks.
  for (const part of path.startsWith('app/') ? [basename(path)] : path.split('/')) note(part, () => 1);
  if (basename(path) === 'words.ts')
    oldWords.push({ line: 1, sentence: "'words' says nothing: labels, or what they are about" });
  const visitor = new Visitor({
    Identifier({ name, start }) {
      note(name, () => lineOf(start));
    },
    JSXIdentifier({ name, start }) {
      note(name, () => lineOf(start));
    },
    PrivateIdentifier({ name, start }) {
      note(name, () => lineOf(start));
    },
  });
  visitor.visit(program);
  return { oldWords };
}

function sentenceOn(name: string): string | null {
  if (VAGUE_TYPES.includes(name)) return `'${name}': name the type for what it holds`;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
  const old = OLD_WORDS.find(([pattern]) => pattern.test(words));
  return old ? `'${name}': say ${old[1]}` : null;
}
