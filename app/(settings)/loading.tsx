import { SkeletonCard } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return <SkeletonCard rows={4} />;
}
