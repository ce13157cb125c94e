import type { ComponentProps } from 'react';
import { cx } from './cx.ts';

const looks = {
  plain: 'border-line bg-card text-ink hover:bg-hush',
  primary: 'border-ink bg-ink text-bg hover:opacity-88',
  danger: 'border-no bg-card text-no hover:bg-no-soft',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-hush hover:text-ink',
} as const;
const sizes = { normal: 'min-h-8 px-3 py-1', small: 'min-h-6.5 px-2 py-0.5' } as const;

type Look = { look?: keyof typeof looks; size?: keyof typeof sizes };

/** The look of a button, for links that lead somewhere. */
export function buttonClass({ look = 'plain', size = 'normal' }: Look = {}, className?: string): string {
  return cx(
    'inline-flex items-center justify-center gap-1.5 rounded-control border text-sm font-[550] whitespace-nowrap',
    'transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed',
    'aria-disabled:opacity-60',
    looks[look],
    sizes[size],
    className,
  );
}

type Props = ComponentProps<'button'> & Look & { busy?: boolean };

/**
 * `busy` keeps its place and its focus: it only refuses to be pressed again. The second click of a double click sends no form: by then
 * the button may say something else, such as to apply what the first one showed.
 */
export function Button({ look, size, busy = false, className, type = 'button', onClick, ...rest }: Props) {
  const press: Props['onClick'] = (event) => {
    if (busy || (type === 'submit' && event.detail > 1)) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={press}
      className={buttonClass({ look, size }, className)}
    />
  );
}
