import { NothingHere } from '#components/ui/nothing-here.tsx';

/** A run or page that is not there, inside the frame of its migration. */
export default function NotFound() {
  return <NothingHere />;
}
