'use client';

import { useSyncExternalStore } from 'react';
import { chooseTheme, type Theme, themeOf, themes } from '#lib/session/theme.ts';
import { Segments } from '../ui/segments.tsx';

const words = { system: 'System', light: 'Light', dark: 'Dark' } as const satisfies Record<Theme, string>;
const options = themes.map((value) => ({ value, label: words[value] }));

/** The document itself is the store: its attribute is what the style sheet reads. */
function subscribe(listener: () => void) {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

export function ThemeSwitch() {
  const theme = useSyncExternalStore<Theme>(
    subscribe,
    () => themeOf(document.documentElement.dataset.theme),
    () => 'system',
  );
  return <Segments label="Colours" value={theme} options={options} onChange={chooseTheme} />;
}
