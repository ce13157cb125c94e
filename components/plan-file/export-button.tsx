'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notify.ts';

/** The plan as the file that `parallax export` writes, byte by byte: as it is now, which the page may not know yet. */
export function ExportButton() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { slug } = useMigration().migration;
  const [isBusy, setIsBusy] = useState(false);
  async function save() {
    setIsBusy(true);
    try {
      const { writePlanYaml } = await import('#core/plan/write-plan-yaml.ts');
      const { document } = await queries.fetchQuery({ ...trpc.plan.get.queryOptions({ slug }), staleTime: 0 });
      download(writePlanYaml(document));
    } catch {
      notify('failed', 'The file could not be made. Try again.');
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
