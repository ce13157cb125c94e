import { Prisma } from '#prisma/generated/client.ts';

/** Columns of `DiscrepancyRow`, from `discrepancy s` and `listSource`. */
export const discrepancyColumns = Prisma.sql`
  s.id, s.number, s.title, s.dataset_id AS "datasetId", d.name AS "datasetName", s.class, s.field, s.status, s.severity, s.cause,
  d.owner_team AS "ownerTeam", u.name AS assignee, s.row_count AS "rowCount", s.estimated,
  s.money_net::text AS "moneyNet", s.money_gross::text AS "moneyGross",
  s.first_seen_at AS "firstSeenAt", s.last_seen_at AS "lastSeenAt", s.severity_rank AS "severityRank"`;

export const discrepancySource = Prisma.sql`
  discrepancy s
  JOIN dataset d ON d.migration_id = s.migration_id AND d.id = s.dataset_id
  LEFT JOIN app_user u ON u.id = s.assignee_id`;
