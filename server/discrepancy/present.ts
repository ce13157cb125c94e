import {
  causeSchema,
  type DifferenceView,
  type DiscrepancyListItem,
  discrepancyClassSchema,
  discrepancyStatusSchema,
  severitySchema,
} from '#core/discrepancy/schema.ts';
import { differenceSchema } from '#core/run/difference.ts';
import { comparedValueSchema } from '#core/run/value.ts';

/** A row of a discrepancy list; see columns.ts. */
export type DiscrepancyRow = {
  id: string;
  number: number;
  title: string;
  datasetId: string;
  datasetName: string;
  class: string;
  field: string | null;
  status: string;
  severity: string;
  cause: string;
  ownerTeam: string | null;
  assignee: string | null;
  rowCount: bigint;
  estimated: boolean;
  moneyNet: string | null;
  moneyGross: string | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
  severityRank: number;
};

export function presentDiscrepancy(row: DiscrepancyRow): DiscrepancyListItem {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    datasetId: row.datasetId,
    datasetName: row.datasetName,
    class: discrepancyClassSchema.parse(row.class),
    field: row.field,
    status: discrepancyStatusSchema.parse(row.status),
    severity: severitySchema.parse(row.severity),
    cause: causeSchema.parse(row.cause),
    ownerTeam: row.ownerTeam,
    assignee: row.assignee,
    rowCount: Number(row.rowCount),
    estimated: row.estimated,
    moneyNet: row.moneyNet,
    moneyGross: row.moneyGross,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}

export type DifferenceRow = {
  runId: string;
  chunk: number;
  ordinal: number;
  key: unknown;
  field: string | null;
  legacy: unknown;
  target: unknown;
  money: string | null;
  state: string;
  observedAt: Date;
};

/** `columns`: names in the dataset's order, key columns first. The database does not keep the order in which a key was sent. */
export function presentDifference(row: DifferenceRow, columns: readonly string[]): DifferenceView {
  const key = Object.entries(differenceSchema.shape.key.parse(row.key));
  const place = (name: string) => (columns.includes(name) ? columns.indexOf(name) : columns.length);
  return {
    id: `${row.runId}.${row.chunk}.${row.ordinal}`,
    runId: row.runId,
    key: Object.fromEntries(key.sort(([a], [b]) => place(a) - place(b))),
    field: row.field,
    legacy: comparedValueSchema.nullable().parse(row.legacy),
    target: comparedValueSchema.nullable().parse(row.target),
    money: row.money,
    state: differenceSchema.shape.state.parse(row.state),
    observedAt: row.observedAt.toISOString(),
  };
}
