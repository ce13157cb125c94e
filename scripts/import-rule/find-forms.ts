import { type Node, type Program, type StaticImport, Visitor } from 'oxc-parser';

export type FoundForms = {
  /** The `input` of each command and query, and of each `.input()`: the module it comes from, null where it was written in place. */
  inputs: { line: number; from: string | null }[];
  /** Lines of `<form>` elements. */
  forms: number[];
};

/** What a file asks of its callers, and of people. */
export function findForms(
  program: Program,
  imports: readonly StaticImport[],
  lineOf: (at: number) => number,
): FoundForms {
  const sources = new Map(
    imports.flatMap(({ entries, moduleRequest }) => entries.map((one) => [one.localName.value, moduleRequest.value])),
  );
  const found: FoundForms = { inputs: [], forms: [] };
  const note = (value: Node) => {
    const schema = value.type === 'CallExpression' && isNamed(value.callee, 'parserOf') ? value.arguments[0] : value;
    // `rule.input` passes on what stands elsewhere.
    if (schema === undefined || schema.type === 'MemberExpression') return;
    const from = schema.type === 'Identifier' ? (sources.get(schema.name) ?? null) : null;
    found.inputs.push({ line: lineOf(value.start), from });
  };
  const visitor = new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      if (!first) return;
      if (callee.type === 'MemberExpression' && isNamed(callee.property, 'input')) note(first);
      if (!['command', 'query'].some((name) => isNamed(callee, name)) || first.type !== 'ObjectExpression') return;
      for (const property of first.properties) {
        if (property.type === 'Property' && isNamed(property.key, 'input')) note(property.value);
      }
    },
    JSXOpeningElement({ name, start }) {
      if (name.type === 'JSXIdentifier' && name.name === 'form') found.forms.push(lineOf(start));
    },
  });
  visitor.visit(program);
  return found;
}

const isNamed = (node: Node, name: string): boolean => node.type === 'Identifier' && node.name === name;
