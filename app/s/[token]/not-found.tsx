import { ShareOver } from '#components/share/share-over.tsx';

export default function NotFound() {
  return <ShareOver />;
}
