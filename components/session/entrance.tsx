import type { ReactNode } from 'react';
import { Logo } from '../ui/logo.tsx';

/** The frame of the pages before the sign-in. */
export function Entrance({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-12">
      <p className="mb-6 flex items-center gap-2 font-[650] tracking-[-0.01em]">
        <Logo size={24} />
        Parallax
      </p>
      <h1 className="text-2xl font-[650] tracking-[-0.02em]">{title}</h1>
      {lead ? <p className="mt-1 mb-6 text-ink-2">{lead}</p> : <div className="mb-3" />}
      {children}
    </main>
  );
}
