import { NothingHere } from '#components/ui/nothing-here.tsx';

/** Inside the frame of the portfolio. */
export default function NotFound() {
  return <NothingHere />;
}
