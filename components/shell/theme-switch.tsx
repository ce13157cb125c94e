'use client';

import { useState } from 'react';
import { chooseTheme, type Theme, themeOf, themes } from '#lib/session/theme.ts';
import { Segments } from '../ui/segments.tsx';

const options = themes.map((value) => ({
  value,
  label: value === 'system' ? 'System' : value === 'dark' ? 'Dark' : 'Light',
}));

export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(() =>
    typeof document === 'undefined' ? 'system' : themeOf(document.documentElement.dataset.theme),
  );
  function choose(next: Theme) {
    setTheme(next);
    chooseTheme(next);
  }
  return <Segments label="Colours" value={theme} options={options} onChange={choose} />;
}
