import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isRunning, markProcess, type ProcessMark, processMarkSchema } from '#server/process/process-mark.ts';
import { stopProcess } from '#server/process/stop-process.ts';
import { Refusal } from './refusal.ts';
import { SERVICE_STOP } from './service.ts';

const schema = z.object({
  supervisor: processMarkSchema,
  url: z.string(),
  services: z.record(z.string(), processMarkSchema),
});

export type StackFile = {
  note(name: string, mark: ProcessMark): void;
  remove(): void;
};

/**
 * Claims the data folder for this process. Refuses while another start holds it; what an earlier, killed start left
 * running is stopped, told apart from strangers by number and start time. Returns how many were.
 */
export async function claimDataDir(dataDir: string, url: string): Promise<{ file: StackFile; stopped: number }> {
  const path = join(dataDir, 'stack.json');
  const earlier = read(path);
  let stopped = 0;
  if (earlier) {
    if (isRunning(earlier.supervisor)) {
      throw new Refusal(
        `Parallax is already running from ${dataDir}, at ${earlier.url} (process ${earlier.supervisor.pid}). ` +
          'Stop it first, or choose another data folder with PARALLAX_DATA_DIR.',
      );
    }
    for (const mark of Object.values(earlier.services)) {
      if (!isRunning(mark)) continue;
      await stopProcess(mark, SERVICE_STOP);
      stopped += 1;
    }
  }
  const supervisor = markProcess(process.pid);
  if (!supervisor) throw new Error('This process cannot be found in the list of processes.');
  const state: z.infer<typeof schema> = { supervisor, url, services: {} };
  const save = () => {
    writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  save();
  const note = (name: string, mark: ProcessMark) => {
    state.services[name] = mark;
    save();
  };
  return { file: { note, remove: () => rmSync(path, { force: true }) }, stopped };
}

function read(path: string): z.infer<typeof schema> | null {
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Torn by a crash of the machine: its processes are gone with it.
    return null;
  }
}
