'use client';

import type { Scope } from '#core/permissions.ts';
import { scopeWords } from '#lib/words/access.ts';
import { Checkbox } from '../ui/control.tsx';

type Props = {
  offered: readonly Scope[];
  chosen: readonly Scope[];
  onChange: (chosen: Scope[]) => void;
  error: string | undefined;
};

export function ScopeChoice({ offered, chosen, onChange, error }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-[550]">It may</legend>
      {offered.map((scope) => (
        <Checkbox
          key={scope}
          label={scopeWords[scope].may}
          checked={chosen.includes(scope)}
          onChange={(event) =>
            onChange(event.target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope))
          }
        />
      ))}
      {error && <p className="text-xs font-medium text-no">{error}</p>}
    </fieldset>
  );
}
