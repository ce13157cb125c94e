import type { Criticality } from '#core/dataset/schema.ts';
import { Tag } from '../ui/tag.tsx';

/** How much depends on a dataset. The usual case is not worth a word. */
export function CriticalityTag({ criticality }: { criticality: Criticality }) {
  return criticality === 'normal' ? null : <Tag>{criticality}</Tag>;
}
