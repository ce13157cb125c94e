import { NothingHere } from '#components/ui/nothing-here.tsx';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center">
      <NothingHere />
    </main>
  );
}
