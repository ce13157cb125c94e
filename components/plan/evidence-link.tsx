/** Where proof is: a link where it is an address of the web, its words otherwise. */
export function EvidenceLink({ evidence }: { evidence: string }) {
  if (!/^https?:\/\/\S+$/i.test(evidence)) return <span className="text-ink-2">{evidence}</span>;
  return (
    <a href={evidence} target="_blank" rel="noreferrer noopener" className="break-all underline">
      {evidence.replace(/^https?:\/\//i, '')}
    </a>
  );
}
