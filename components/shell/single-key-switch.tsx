'use client';

import { switchSingleKeys, useSingleKeys } from '#lib/shortcuts/single-keys.ts';
import { Checkbox } from '../ui/control.tsx';

export function SingleKeySwitch() {
  const on = useSingleKeys();
  return (
    <Checkbox
      label="Single-key shortcuts"
      hint="J, K, A … on the discrepancies"
      checked={on}
      onChange={(event) => switchSingleKeys(event.target.checked)}
    />
  );
}
