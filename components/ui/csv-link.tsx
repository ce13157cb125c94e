import { buttonClass } from './button.tsx';

type Props = {
  /** As in /api/v1/csv/… */
  list: string;
  /** What the list is asked with: the migration and the filters that hold on the screen. */
  query?: Readonly<Record<string, string | null | undefined>>;
  /** For whom does not see what stands beside it. */
  of?: string;
};

/** Downloads the list as it is filtered now, every page of it; with the mark by which spreadsheets know UTF-8. */
export function CsvLink({ list, query = {}, of = list }: Props) {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return (
    <a
      href={`/api/v1/csv/${list}?${new URLSearchParams([...given, ['bom', 'true']])}`}
      download
      className={buttonClass({ look: 'quiet', size: 'small' }, 'no-print')}
    >
      CSV<span className="sr-only"> of {of}</span>
    </a>
  );
}
