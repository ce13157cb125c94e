import { CopyButton } from './copy-button.tsx';

/** Text to be used elsewhere, with a button that copies it. Long lines wrap: nothing is hidden to the side. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <figure className="relative rounded-control border bg-hush">
      <figcaption className="sr-only">{label}</figcaption>
      <pre className="px-3 py-2.5 pr-20 font-mono text-xs break-words whitespace-pre-wrap">{text}</pre>
      <CopyButton text={text} className="absolute top-1.5 right-1.5" />
    </figure>
  );
}
