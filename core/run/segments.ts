import type { RunOf } from './schema.ts';

type Segments = Pick<RunOf<'checksum'>, 'checksums'>;

export const segmentsThatDiffer = ({ checksums }: Segments): number =>
  checksums.filter(({ legacy, target }) => legacy !== target).length;

/** Without a checksum on either side: nothing was compared. */
export const emptySegments = ({ checksums }: Segments): number =>
  checksums.filter(({ legacy, target }) => legacy === null && target === null).length;
