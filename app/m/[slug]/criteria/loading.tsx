import { Skeleton, SkeletonCard } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-8.5 w-72 max-w-full" />
      <SkeletonCard rows={9} />
    </div>
  );
}
