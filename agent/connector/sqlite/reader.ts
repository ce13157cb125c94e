import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { rowLine } from '../../row/row-line.ts';
import { UserError } from '../../user-error.ts';
import { describeTable } from './describe.ts';
import { type Answers, BATCHES_IN_FLIGHT, type FromReader, type Request, type ToReader } from './messages.ts';
import { countRows, keyRange, sampleBound, selectRows, sumBuckets } from './reading.ts';
import { nextSlice } from './slice.ts';

/**
 * The thread that reads a SQLite file. SQLite computes in the caller's thread: here it may take its time without holding up
 * the rest of the agent.
 */
const BATCH_CHARS = 128 * 1_024;
const port = parentPort;
if (!port) throw new Error('reader.ts runs as a worker thread');

const file = String(workerData.file);
const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
let credits = BATCHES_IN_FLIGHT;
let onCredit: () => void = () => {};

function send(message: FromReader): void {
  port?.postMessage(message, message.kind === 'batch' ? [message.bytes.buffer] : []);
}

function answer(request: Exclude<Request, { op: 'rows' }>): Answers[keyof Answers] {
  switch (request.op) {
    case 'describe':
      return describeTable(db, file, request.ref);
    case 'begin':
      db.exec('begin');
      // The snapshot is taken by the first read, not by BEGIN.
      db.prepare('select count(*) from sqlite_schema').get();
      return { time: new Date().toISOString() };
    case 'end':
      if (db.isTransaction) db.exec('commit');
      return null;
    case 'count':
      return countRows(db, request.plan, request.cutoff, request.slice);
    case 'keyRange':
      return keyRange(db, request.plan);
    case 'nextSlice':
      return nextSlice(db, request.plan, request.from, request.rows);
    case 'sampleBound':
      return sampleBound(db, request.plan, request.seed, request.rows);
    case 'sums': {
      const sums = sumBuckets(db, request.plan, request.partition, request.slice);
      const { counts, high, low, counted, amounts } = sums;
      return { counts, high, low, counted, amount: amounts.text() };
    }
  }
}

async function sendRows(request: Extract<Request, { op: 'rows' }>): Promise<void> {
  const encoder = new TextEncoder();
  let lines = '';
  const flush = async () => {
    while (credits === 0) {
      await new Promise<void>((resolve) => {
        onCredit = resolve;
      });
    }
    credits -= 1;
    send({ kind: 'batch', bytes: encoder.encode(lines) });
    lines = '';
  };
  for (const row of selectRows(db, request.plan, request.selection)) {
    lines += rowLine(row.fields);
    if (lines.length >= BATCH_CHARS) await flush();
  }
  if (lines !== '') await flush();
  send({ kind: 'end' });
}

port.on('message', async (message: ToReader) => {
  if (message.kind === 'credit') {
    credits += 1;
    onCredit();
    return;
  }
  try {
    if (message.request.op === 'rows') await sendRows(message.request);
    else send({ kind: 'answer', value: answer(message.request) });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    send({ kind: 'error', message: text, user: error instanceof UserError });
  }
});
