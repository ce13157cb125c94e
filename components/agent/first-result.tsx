import Link from 'next/link';
import { When } from '../time/when.tsx';
import { Status } from '../ui/status.tsx';

/** Waits, live, until the first run is there. */
export function FirstResult({ slug, firstRunAt }: { slug: string; firstRunAt: string | null }) {
  return (
    <output className="inline-flex flex-wrap items-center gap-x-2 text-sm">
      {firstRunAt === null ? (
        <Status status={{ word: 'Waiting for the first result …', shape: 'dotted', tone: 'unk' }} />
      ) : (
        <>
          <Status status={{ word: 'Results arrive', shape: 'check', tone: 'go' }} />
          <span className="text-ink-2">
            the first <When at={firstRunAt} />.{' '}
            <Link href={`/m/${slug}`} className="underline underline-offset-2">
              See the verdict
            </Link>
          </span>
        </>
      )}
    </output>
  );
}
