import type { Problem } from '../errors.ts';
import { counted, countText } from '../format/count.ts';
import type { FieldCounts, RowRun } from './schema.ts';

/** The pairing identities of docs/numbers.md, the bounds of each field, and how rows and fields tie. */
export function findRowProblems(run: RowRun): Problem[] {
  const { counts, coverage } = run;
  const problems: Problem[] = [];
  const say = (pointer: string, message: string) => problems.push({ pointer, message });

  const legacyRows = counts.identical + counts.modified + counts.missingInTarget + counts.suspectedLegacy;
  if (counts.compared !== legacyRows) {
    say(
      '/counts/compared',
      `compared legacy rows are identical + modified + missingInTarget + suspectedLegacy: ${countText(legacyRows)}, not ${countText(counts.compared)}`,
    );
  }
  if (coverage.compared !== counts.compared) {
    say(
      '/coverage/compared',
      `must equal /counts/compared: ${countText(counts.compared)}, not ${countText(coverage.compared)}`,
    );
  }
  const targetRows =
    counts.identical + counts.modified + counts.extraInTarget + counts.duplicateInTarget + counts.suspectedTarget;
  const whole = coverage.method === 'full' && coverage.skippedChunks === 0;
  const sides = [
    ['/counts/legacy', counts.legacy, counts.compared, 'identical + modified + missingInTarget + suspectedLegacy'],
    [
      '/counts/target',
      counts.target,
      targetRows,
      'identical + modified + extraInTarget + duplicateInTarget + suspectedTarget',
    ],
  ] as const;
  for (const [pointer, said, compared, sum] of sides) {
    if (whole && said !== compared) {
      say(pointer, `a full scan compares every row: ${sum} is ${countText(compared)}, not ${countText(said)}`);
    } else if (said < compared) {
      say(pointer, `cannot be below the rows compared on that side, ${countText(compared)}: ${sum}`);
    }
  }
  return [...problems, ...findFieldProblems(run), ...findLifecycleProblems(run)];
}

function findFieldProblems({ counts, fields }: RowRun): Problem[] {
  const problems: Problem[] = [];
  const paired = counts.identical + counts.modified;
  const seen = new Set<string>();
  for (const [i, field] of fields.entries()) {
    const at = `/fields/${i}`;
    if (seen.has(field.name)) problems.push({ pointer: `${at}/name`, message: `"${field.name}" is listed twice` });
    seen.add(field.name);
    if (field.compared > paired) {
      problems.push({
        pointer: `${at}/compared`,
        message: `fields are compared in paired rows, identical + modified: at most ${countText(paired)}, not ${countText(field.compared)}`,
      });
    }
    if (field.matching > field.compared) {
      problems.push({ pointer: `${at}/matching`, message: `cannot exceed compared, ${countText(field.compared)}` });
    } else if (differing(field) > counts.modified) {
      problems.push({
        pointer: `${at}/matching`,
        message: `${counted(differing(field), 'row')} differ in it, but only ${countText(counts.modified)} are modified`,
      });
    }
  }
  const differences = fields.reduce((sum, field) => sum + differing(field), 0);
  if (differences < counts.modified) {
    problems.push({
      pointer: '/counts/modified',
      message: `a modified row differs in a field, but the fields hold ${counted(differences, 'difference')} for ${counted(counts.modified, 'modified row')}`,
    });
  }
  return problems;
}

/** Paired rows that differ in the field. */
export function differing(field: FieldCounts): number {
  return Math.max(0, field.compared - field.matching);
}

function findLifecycleProblems({ lagLifecycle, counts }: RowRun): Problem[] {
  if (!lagLifecycle) return [];
  const open = lagLifecycle.suspected - lagLifecycle.healed - lagLifecycle.confirmed;
  // A suspected pair stands on both sides but is one suspicion.
  const least = Math.max(counts.suspectedLegacy, counts.suspectedTarget);
  const most = counts.suspectedLegacy + counts.suspectedTarget;
  if (open >= least && open <= most) return [];
  return [
    {
      pointer: '/lagLifecycle/suspected',
      message: `suspected − healed − confirmed leaves ${countText(open)}, but the counts hold ${countText(least)} to ${countText(most)} rows that are still suspected`,
    },
  ];
}
