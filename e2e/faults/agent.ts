import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Found, type Told, toldSchema } from './agent-messages.ts';

const SCRIPT = new URL('agent-process.ts', import.meta.url).pathname;
const END_WITH_PARENT = new URL('../../scripts/stack/end-with-parent.ts', import.meta.url).href;
/** Checks that end at the same time. */
const AT_ONCE = 32;

export type AgentState = Extract<Told, { type: 'state' }>;

/** A process that keeps and delivers. It never outlives this one. */
export class AgentProcess {
  readonly notices: string[] = [];
  /** Run ids in the order in which they were acknowledged as kept. */
  readonly kept: string[] = [];
  state: AgentState | null = null;
  private readonly child;
  private readonly ended: Promise<string>;

  constructor(given: { folder: string; url: string; key: string; maxBytes: number }) {
    this.child = spawn(process.execPath, ['--import', END_WITH_PARENT, SCRIPT, JSON.stringify(given)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve(signal ?? `exit ${code}`));
    });
    this.child.on('message', (message) => {
      const told = toldSchema.parse(message);
      if (told.type === 'kept') this.kept.push(told.runId);
      else if (told.type === 'notice') this.notices.push(told.text);
      else this.state = told;
    });
  }

  /** Hands results over, some at a time, until so many are acknowledged. */
  async keep(results: Iterable<Found>, enough: number): Promise<void> {
    let given = 0;
    for (const result of results) {
      while (given - this.kept.length >= AT_ONCE && this.kept.length < enough) await this.pause();
      if (this.kept.length >= enough) return;
      this.child.send(result);
      given += 1;
    }
    while (this.kept.length < Math.min(given, enough)) await this.pause();
  }

  /** Waits until the state it tells is as wanted. */
  async until(wanted: (state: AgentState) => boolean): Promise<AgentState> {
    for (;;) {
      if (this.state && wanted(this.state)) return this.state;
      await this.pause();
    }
  }

  /** SIGKILL; answers the signal that ended it, as the kernel told it. */
  async kill(): Promise<string> {
    this.child.kill('SIGKILL');
    return await this.ended;
  }

  private async pause(): Promise<void> {
    if (this.child.exitCode !== null) throw new Error(`The agent ended by itself: ${this.child.exitCode}.`);
    await sleep(2);
  }
}
