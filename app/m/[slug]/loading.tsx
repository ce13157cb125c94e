import { Skeleton, SkeletonCard } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="grid gap-4">
      <div className="rounded-card border bg-card px-6 py-5">
        <Skeleton className="h-13 w-56" />
        <Skeleton className="mt-4 h-3.5 w-80 max-w-full" />
        <Skeleton className="mt-3 h-3.5 w-64 max-w-full" />
        <Skeleton className="mt-3 h-3.5 w-40" />
      </div>
      <SkeletonCard rows={4} />
      <SkeletonCard rows={4} />
    </div>
  );
}
