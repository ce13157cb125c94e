'use client';

import { useState } from 'react';
import type { PlanDocument } from '#core/plan/document.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notify.ts';

/** The plan of this page as the file that `parallax export` writes, byte by byte. */
export function ExportButton({ document }: { document: PlanDocument }) {
  const [isBusy, setIsBusy] = useState(false);
  async function save() {
    setIsBusy(true);
    try {
      const { writePlanYaml } = await import('#core/plan/write-plan-yaml.ts');
      download(writePlanYaml(document));
    } catch {
      notify('failed', 'The file could not be made. Reload the page and try again.');
    } finally {
      setIsBusy(false);
    }
  }
  return (
    <Button size="small" look="quiet" busy={isBusy} onClick={save}>
      Export parallax.yaml
    </Button>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = Object.assign(window.document.createElement('a'), { href: url, download: 'parallax.yaml' });
  link.click();
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
