import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Shape, type ShapeName } from './shape.tsx';

type Props = {
  shape?: ShapeName;
  title: string;
  /** What to do now. A state that does not say it is not finished. */
  children: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** What a list or a page shows instead of its content: empty, failed, not allowed. */
export function StatePanel({ shape = 'dotted', title, children, action, className }: Props) {
  return (
    <div className={cx('flex flex-col items-center gap-2 px-6 py-10 text-center', className)}>
      <Shape name={shape} size={22} className="text-ink-3" />
      <p className="font-semibold">{title}</p>
      <div className="max-w-prose text-balance text-ink-2">{children}</div>
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** "No permission" names who can help, because asking is the only thing left to do. */
export function NoPermission({ what, who }: { what: string; who: string }) {
  return (
    <StatePanel shape="ring" title={`Your role does not show ${what}`}>
      {who} can see this. Ask the migration lead to change your role if you need it.
    </StatePanel>
  );
}
