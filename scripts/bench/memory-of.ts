import { readFileSync } from 'node:fs';

/** Proportional set size of a process in MiB: what it alone takes, and its share of what it shares. Linux only. */
export function memoryOf(pid: number): number {
  const [, kib] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  if (kib === undefined) throw new Error(`The memory of process ${pid} cannot be read.`);
  return Number(kib) / 1_024;
}
