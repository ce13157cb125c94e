import { counted } from '../../core/format/count.ts';
import type { Difference } from '../../core/run/difference.ts';
import type { Executed } from '../job/job.ts';

const KEYS_SHOWN = 3;

/** What a run found, finding by finding, with a few keys to look at. */
export function describeGroups({ run, differences }: Executed): string[] {
  if (run.kind === 'schema') {
    return run.items.map(({ column, item, legacy, target }) => {
      const types = item === 'type_changed' ? `: ${legacy ?? ''} → ${target ?? ''}` : '';
      return `${item} ${column}${types}`;
    });
  }
  if (run.kind !== 'field_level') return [];
  return (run.groups ?? []).map((group) => {
    const some = differences.filter((one) => one.class === group.class && (one.field ?? null) === group.field);
    const keys = some.slice(0, KEYS_SHOWN).map(keyText).join(', ');
    const money = group.moneyNet === undefined ? '' : `, net ${group.moneyNet} ${group.currency ?? ''}`;
    const more = group.rowCount > KEYS_SHOWN ? ', …' : '';
    return `${group.class}${group.field === null ? '' : ` ${group.field}`}: ${counted(group.rowCount, 'row')}${money} (${keys}${more})`;
  });
}

function keyText({ key }: Difference): string {
  return Object.values(key)
    .map((part) => ('value' in part ? (part.value ?? 'null') : '•••'))
    .join('/');
}
