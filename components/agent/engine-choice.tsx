'use client';

import { Select } from '../ui/control.tsx';
import { type Engine, engines, engineWords } from './agent-yaml.ts';

type Props = { label: string; engine: Engine; onChange: (engine: Engine) => void };

export function EngineChoice({ label, engine, onChange }: Props) {
  return (
    <span className="inline-flex items-center gap-2 text-sm">
      {label}
      <Select
        aria-label={`${label} database`}
        value={engine}
        onChange={(event) => onChange(engines.find((one) => one === event.target.value) ?? engine)}
      >
        {engines.map((one) => (
          <option key={one} value={one}>
            {engineWords[one]}
          </option>
        ))}
      </Select>
    </span>
  );
}
