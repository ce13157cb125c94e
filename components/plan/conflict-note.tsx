import { Shape } from '../ui/shape.tsx';

type Props = {
  conflict: { from: number; to: number } | null /** What is saved has been changed by somebody else too. */;
  overlaps: boolean;
};

/** Somebody else changed the plan meanwhile: what that means, and how to go on. */
export function ConflictNote({ conflict, overlaps }: Props) {
  return (
    <div role="alert">
      {conflict && (
        <p className="flex items-baseline gap-2 rounded-control bg-cond-soft px-3 py-2 text-sm text-cond">
          <Shape name="triangle" className="translate-y-0.5 [--cut:var(--color-cond-soft)]" />
          <span>
            Somebody changed the plan meanwhile: it is v{conflict.to} now, this was made from v{conflict.from}. Nothing
            was saved.{' '}
            {overlaps
              ? 'They changed the same item. Save again to put yours in its place, or cancel and look at theirs.'
              : 'They did not touch this item. Save again to put your change on theirs, or cancel.'}
          </span>
        </p>
      )}
    </div>
  );
}
