import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { LegacyTable } from '../business/generate.ts';
import { makeCommissions, makePayout, periodOf } from '../business/generate-money.ts';
import { makeClick, makeDeposit, makeRegistration } from '../business/generate-traffic.ts';
import { insertLegacy } from '../business/legacy-database.ts';
import { type LegacyRow, legacyTime } from '../business/legacy-value.ts';
import type { Random } from '../business/random.ts';
import { type KnownRows, nextNumber, type Recently } from './known-rows.ts';

export type WriteContext = { db: DatabaseSync; random: Random; known: KnownRows; recently: Recently; now: number };
/** Writes to the legacy system, inside a transaction, and answers which rows changed. */
export type Write = (context: WriteContext) => Array<readonly [LegacyTable, LegacyRow]>;

const partnerSchema = z.object({ PTNR_NO: z.number(), COMM_PCT: z.number() });
const subPartnerSchema = z.object({ SUB_NO: z.number(), SHR_PCT: z.number() });
const linkOfPlayer = z.object({ PTNR_NO: z.number(), SUB_NO: z.number().nullable() });

function insert(db: DatabaseSync, table: LegacyTable, ...rows: LegacyRow[]) {
  insertLegacy(db, table, rows);
  return rows.map((row) => [table, row] as const);
}

function update(db: DatabaseSync, table: LegacyTable, set: LegacyRow, key: LegacyRow) {
  const list = (row: LegacyRow, joint: string) =>
    Object.keys(row)
      .map((column) => `${column} = ?`)
      .join(joint);
  const sql = `UPDATE ${table} SET ${list(set, ', ')} WHERE ${list(key, ' AND ')}`;
  db.prepare(sql).run(...Object.values(set), ...Object.values(key));
  return [[table, key] as const];
}

const click: Write = ({ db, random, known, now }) =>
  insert(db, 'CLK', makeClick(random, random.pick(known.links), nextNumber(db, 'CLK', 'CLK_NO'), now));

const deposit: Write = ({ db, random, known, now }) => depositOf(db, random, random.pick(known.registrationNos), now);

function depositOf(db: DatabaseSync, random: Random, registrationNo: number, now: number) {
  const made = makeDeposit(random, { REG_NO: registrationNo }, nextNumber(db, 'DEPO', 'DEPO_NO'), now);
  const link = linkOfPlayer.parse(
    db
      .prepare(
        'SELECT L.PTNR_NO, L.SUB_NO FROM REGIS R JOIN CLK C USING (CLK_NO) JOIN LNK L USING (LNK_GUID) WHERE R.REG_NO = ?',
      )
      .get(registrationNo),
  );
  const partner = db.prepare('SELECT PTNR_NO, COMM_PCT FROM PTNR WHERE PTNR_NO = ?').get(link.PTNR_NO);
  const sub = db
    .prepare('SELECT SUB_NO, SHR_PCT FROM SUB_PTNR WHERE PTNR_NO = ? AND SUB_NO = ?')
    .get(link.PTNR_NO, link.SUB_NO);
  const earned = makeCommissions(made, partnerSchema.parse(partner), sub && subPartnerSchema.parse(sub));
  return [...insert(db, 'DEPO', made), ...insert(db, 'COMM', ...earned)];
}

const signUp: Write = ({ db, random, known, now }) => {
  const clicked = makeClick(random, random.pick(known.links), nextNumber(db, 'CLK', 'CLK_NO'), now);
  const person = makeRegistration(random, clicked, nextNumber(db, 'REGIS', 'REG_NO'), now);
  const registered = { ...person, LAST_LGN_TS: null };
  const changed = [...insert(db, 'CLK', clicked), ...insert(db, 'REGIS', registered)];
  known.registrationNos.push(person.REG_NO);
  return [...changed, ...depositOf(db, random, person.REG_NO, now)];
};

/** A partner asks for money before the weekly run. */
const payout: Write = ({ db, random, known, recently, now }) => {
  const partnerNo = random.pick(known.partnerNos);
  if (!recently.first(`payout ${partnerNo}`, now)) return [];
  const period = periodOf(now);
  const next = db.prepare('SELECT COALESCE(MAX(SEQ_NO), 0) + 1 AS n FROM PAYOT WHERE PTNR_NO = ? AND PERIOD = ?');
  const { n } = z.object({ n: z.number() }).parse(next.get(partnerNo, period));
  return insert(db, 'PAYOT', makePayout(partnerNo, period, n, random.int(2_000, 30_000), now, null));
};

const signIn: Write = ({ db, random, known, recently, now }) => {
  const registrationNo = random.pick(known.registrationNos);
  if (!recently.first(`login ${registrationNo}`, now)) return [];
  return update(db, 'REGIS', { LAST_LGN_TS: legacyTime(now) }, { REG_NO: registrationNo });
};

const partnerChange: Write = ({ db, random, known, recently, now }) => {
  const partnerNo = random.pick(known.partnerNos);
  if (!recently.first(`partner ${partnerNo}`, now)) return [];
  return update(db, 'PTNR', { UPD_TS: legacyTime(now) }, { PTNR_NO: partnerNo });
};

/** Rows that come into being, and changes of rows that are there. */
export const growing: ReadonlyArray<readonly [Write, number]> = [
  [click, 70],
  [deposit, 20],
  [signUp, 6],
  [payout, 4],
];

export const changing: ReadonlyArray<readonly [Write, number]> = [
  [signIn, 9],
  [partnerChange, 1],
];
