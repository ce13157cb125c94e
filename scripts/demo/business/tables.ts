import { clickedAt, commissionCents, landingUrl, partnerName } from './defects.ts';
import type { LegacyTable } from './generate.ts';
import { amountText, centsOf, instantOf, type LegacyRow, type LegacyValue } from './legacy-value.ts';

/** What changes while the demo runs. */
export type Release = { truncateFrom: number };

type Table = {
  legacyKey: readonly string[];
  target: string;
  targetKey: readonly string[];
  /** The row as the target keeps it: names and JSON values of its columns. */
  toTarget: (row: LegacyRow, release: Release) => Record<string, string | number | boolean | null>;
};

const text = (value: LegacyValue | undefined): string => String(value ?? '');
const number = (value: LegacyValue | undefined): number => Number(value);
const optional = <T>(value: LegacyValue | undefined, read: (v: LegacyValue) => T): T | null =>
  value === null || value === undefined ? null : read(value);
const flag = (value: LegacyValue | undefined): boolean => Number(value) === 1;
const money = (value: LegacyValue | undefined): string => amountText(centsOf(value));
const at = (value: LegacyValue | undefined): string => new Date(instantOf(text(value))).toISOString();
const binary = (value: LegacyValue | undefined): string =>
  `\\x${Buffer.from(value instanceof Uint8Array ? value : []).toString('hex')}`;

/** The eight tables on both sides, and how the migration carries a row across. What it gets wrong is in defects.ts. */
export const tables: Record<LegacyTable, Table> = {
  PTNR: {
    legacyKey: ['PTNR_NO'],
    target: 'partners',
    targetKey: ['partner_id'],
    toTarget: (row) => ({
      partner_id: number(row.PTNR_NO),
      name: partnerName(number(row.PTNR_NO), text(row.PTNR_NM)),
      contact_name: optional(row.CNTCT_NM, text),
      email: text(row.E_MAIL),
      country: text(row.CTRY),
      tier: text(row.TIER_CD),
      commission_rate: money(row.COMM_PCT),
      active: flag(row.ACTV),
      created_at: at(row.CRE_TS),
      updated_at: at(row.UPD_TS),
    }),
  },
  SUB_PTNR: {
    legacyKey: ['PTNR_NO', 'SUB_NO'],
    target: 'sub_partners',
    targetKey: ['partner_id', 'sub_no'],
    toTarget: (row) => ({
      partner_id: number(row.PTNR_NO),
      sub_no: number(row.SUB_NO),
      name: text(row.SUB_NM),
      share: money(row.SHR_PCT),
      active: flag(row.ACTV),
      created_at: at(row.CRE_TS),
    }),
  },
  LNK: {
    legacyKey: ['LNK_GUID'],
    target: 'tracking_links',
    targetKey: ['link_id'],
    toTarget: (row) => ({
      link_id: text(row.LNK_GUID),
      partner_id: number(row.PTNR_NO),
      sub_no: optional(row.SUB_NO, number),
      campaign: text(row.CMPGN),
      target_url: text(row.TGT_URL),
      active: flag(row.ACTV),
      created_at: at(row.CRE_TS),
    }),
  },
  CLK: {
    legacyKey: ['CLK_NO'],
    target: 'clicks',
    targetKey: ['click_id'],
    toTarget: (row, { truncateFrom }) => ({
      click_id: number(row.CLK_NO),
      link_id: text(row.LNK_GUID),
      tracker: text(row.SRV_CD),
      clicked_at: new Date(clickedAt(text(row.SRV_CD), instantOf(text(row.CLK_TS)))).toISOString(),
      ip_hash: binary(row.IP_HASH),
      user_agent: text(row.UA),
      landing_url: landingUrl(text(row.LND_URL), instantOf(text(row.INS_TS)), truncateFrom),
      is_bot: flag(row.BOT),
      recorded_at: at(row.INS_TS),
    }),
  },
  REGIS: {
    legacyKey: ['REG_NO'],
    target: 'registrations',
    targetKey: ['registration_id'],
    toTarget: (row) => ({
      registration_id: number(row.REG_NO),
      click_id: number(row.CLK_NO),
      email: text(row.E_MAIL),
      born_on: text(row.BIRTH_DT),
      country: text(row.CTRY),
      newsletter: flag(row.NEWSL),
      registered_at: at(row.REG_TS),
      last_login_at: optional(row.LAST_LGN_TS, at),
    }),
  },
  DEPO: {
    legacyKey: ['DEPO_NO'],
    target: 'deposits',
    targetKey: ['deposit_id'],
    toTarget: (row) => ({
      deposit_id: number(row.DEPO_NO),
      registration_id: number(row.REG_NO),
      amount: money(row.AMT),
      method: text(row.METH),
      deposited_at: at(row.DEPO_TS),
    }),
  },
  COMM: {
    legacyKey: ['DEPO_NO', 'LVL'],
    target: 'commissions',
    targetKey: ['deposit_id', 'level'],
    toTarget: (row) => ({
      deposit_id: number(row.DEPO_NO),
      level: number(row.LVL),
      partner_id: number(row.PTNR_NO),
      sub_no: optional(row.SUB_NO, number),
      base_amount: money(row.BASE_AMT),
      rate: number(row.PCT),
      amount: amountText(commissionCents(centsOf(row.BASE_AMT), centsOf(row.PCT))),
      created_at: at(row.CRE_TS),
    }),
  },
  PAYOT: {
    legacyKey: ['PTNR_NO', 'PERIOD', 'SEQ_NO'],
    target: 'payouts',
    targetKey: ['partner_id', 'period', 'seq_no'],
    toTarget: (row) => ({
      partner_id: number(row.PTNR_NO),
      period: text(row.PERIOD),
      seq_no: number(row.SEQ_NO),
      amount: money(row.AMT),
      paid: flag(row.PAID),
      paid_at: optional(row.PAY_TS, at),
      created_at: at(row.CRE_TS),
    }),
  },
};

export const legacyTables = [
  'PTNR',
  'SUB_PTNR',
  'LNK',
  'CLK',
  'REGIS',
  'DEPO',
  'COMM',
  'PAYOT',
] as const satisfies readonly LegacyTable[];
