// biome-ignore-all lint/a11y/noRedundantRoles: as cards the parts are blocks, which takes their implicit role away in Safari
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

/** A real table, whose rows become cards on a phone. */
type TableProps = { caption: string; head: ReactNode; children: ReactNode; className?: string };

export function Table({ caption, head, children, className }: TableProps) {
  return (
    <table role="table" className={cx('cards-table', className)}>
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">{head}</tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr role="row" className={className} {...rest} />;
}

type HeadProps = { children: ReactNode; number?: boolean; className?: string };

export function Head({ children, number, className }: HeadProps) {
  return (
    <th role="columnheader" scope="col" className={cx(number && 'num', className)}>
      {children}
    </th>
  );
}

type CellProps = {
  children: ReactNode;
  /** Name of the column, shown beside the value on a phone. Without it the value stands alone. */
  label?: string;
  number?: boolean;
  phone?: 'hidden';
  className?: string;
};

export function Cell({ children, label, number, phone, className }: CellProps) {
  return (
    <td role="cell" data-label={label} data-phone={phone} className={cx(number && 'num', className)}>
      {children}
    </td>
  );
}

/** The cell that names its row, and heads its card on a phone. */
export function RowHead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <th role="rowheader" scope="row" data-head="" className={className}>
      {children}
    </th>
  );
}
