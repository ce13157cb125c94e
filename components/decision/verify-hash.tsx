'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { sha256Hex } from './sha256-hex.ts';

const said = {
  same: { word: 'The text still has this hash', shape: 'check', tone: 'go' },
  other: { word: 'The text has another hash', shape: 'diamond', tone: 'no' },
  unable: { word: 'Your browser computes hashes over HTTPS only', shape: 'dotted', tone: 'unk' },
} as const satisfies Record<string, StatusWords>;

/** Computes the hash of the frozen text again, in the reader's own browser. */
export function VerifyHash({ text, hash }: { text: string; hash: string }) {
  const [result, setResult] = useState<keyof typeof said | null>(null);
  const verify = async () => {
    const computed = await sha256Hex(text);
    setResult(computed === null ? 'unable' : computed === hash ? 'same' : 'other');
  };
  return (
    <span className="no-print inline-flex flex-wrap items-center gap-2">
      <Button size="small" onClick={() => void verify()}>
        Verify
      </Button>
      <span role="status">{result && <Status status={said[result]} className="whitespace-normal" />}</span>
    </span>
  );
}
