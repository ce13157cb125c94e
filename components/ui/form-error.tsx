import { Shape } from './shape.tsx';

/** What is wrong with a form as a whole, said where it was sent. */
export function FormError({ message }: { message: string | undefined }) {
  return (
    <div role="alert">
      {message && (
        <p className="flex items-baseline gap-2 rounded-control bg-no-soft px-3 py-2 text-sm text-no">
          <Shape name="diamond" className="translate-y-0.5 [--cut:var(--color-no-soft)]" />
          {message}
        </p>
      )}
    </div>
  );
}
