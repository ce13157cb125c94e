import type { AgentOverview } from '#core/agent/schema.ts';
import type { KeyView } from '#core/key/schema.ts';
import type { StatusWords } from '../ui/status.tsx';

export type OnboardingStep = { name: string; isDone: boolean; detail: string };

/** The steps to the first result, and which of them are done. Each is derived from what arrived; none is ticked by hand. */
export function listOnboardingSteps(overview: AgentOverview, keys: readonly KeyView[]): OnboardingStep[] {
  const active = keys.filter((key) => key.state === 'active' && key.scopes.includes('ingest'));
  const used = keys.some((key) => key.lastUsedAt !== null);
  const { agents, plan, firstRun } = overview;
  return [
    {
      name: 'Key',
      isDone: active.length > 0,
      detail: active[0] ? `“${active[0].name}” may push` : 'no key that may push evidence',
    },
    {
      name: 'Agent',
      isDone: used || agents.length > 0,
      detail: agents[0]
        ? `${agents[0].name}, version ${agents[0].version}, reports`
        : used
          ? 'a key was used'
          : 'no call with a key so far',
    },
    {
      name: 'Plan',
      isDone: plan.checks > 0,
      detail:
        plan.checks > 0
          ? `${count(plan.datasets.length, 'dataset')}, ${count(plan.checks, 'check')}`
          : plan.datasets.length > 0
            ? `${count(plan.datasets.length, 'dataset')}, but nothing is checked`
            : 'no dataset declared',
    },
    { name: 'First result', isDone: firstRun !== null, detail: firstRun ? 'received' : 'not yet' },
  ];
}

export function stepStatus({ name, isDone }: OnboardingStep): StatusWords {
  return isDone ? { word: name, shape: 'check', tone: 'go' } : { word: name, shape: 'dotted', tone: 'unk' };
}

const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`;
