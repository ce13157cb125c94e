'use client';

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { formatInstant } from '#lib/format/instant.ts';

type Shown = { anchor: HTMLElement; lines: string[] };

const ANCHOR = '[data-tip], time[data-zone]';
const GAP = 6;

/**
 * One tooltip for the whole page. Anything with `data-tip`, and every <When>, shows it on hover and on focus; Escape closes it and
 * the pointer may move onto it. A component library's tooltip per table cell would cost each page 30 KiB and each row its effects.
 */
export function TipLayer() {
  const id = useId();
  const tip = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);

  useEffect(() => {
    let closing: ReturnType<typeof setTimeout> | undefined;
    function open(event: Event) {
      const element = event.target instanceof Element ? event.target : null;
      if (element && tip.current?.contains(element)) return clearTimeout(closing);
      const anchor = element?.closest<HTMLElement>(ANCHOR);
      if (!anchor) return;
      clearTimeout(closing);
      setShown({ anchor, lines: linesOf(anchor) });
    }
    const close = () => {
      clearTimeout(closing);
      closing = setTimeout(() => setShown(null), 120);
    };
    const closeNow = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      setShown(null);
    };
    document.addEventListener('pointerover', open);
    document.addEventListener('focusin', open);
    document.addEventListener('pointerout', close);
    document.addEventListener('focusout', close);
    document.addEventListener('keydown', closeNow);
    window.addEventListener('scroll', closeNow, { capture: true, passive: true });
    return () => {
      clearTimeout(closing);
      document.removeEventListener('pointerover', open);
      document.removeEventListener('focusin', open);
      document.removeEventListener('pointerout', close);
      document.removeEventListener('focusout', close);
      document.removeEventListener('keydown', closeNow);
      window.removeEventListener('scroll', closeNow, { capture: true });
    };
  }, []);

  useLayoutEffect(() => {
    const element = tip.current;
    if (!shown || !element) return;
    element.showPopover();
    place(element, shown.anchor);
    shown.anchor.setAttribute('aria-describedby', id);
    return () => {
      shown.anchor.removeAttribute('aria-describedby');
      if (element.isConnected) element.hidePopover();
    };
  }, [shown, id]);

  return (
    <div
      ref={tip}
      id={id}
      role="tooltip"
      popover="manual"
      className="fixed inset-auto m-0 max-w-80 rounded-control border bg-ink px-2.5 py-1.5 text-xs whitespace-pre-line text-bg shadow-pop"
    >
      {shown?.lines.join('\n')}
    </div>
  );
}

function linesOf(anchor: HTMLElement): string[] {
  const text = anchor.dataset.tip;
  if (text !== undefined) return [text];
  const at = anchor.getAttribute('datetime') ?? '';
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = new Set([anchor.dataset.zone ?? 'UTC', own]);
  return [...zones].map((zone) => `${formatInstant(at, zone)}${zone === own ? ' (you)' : ''}`);
}

function place(tip: HTMLElement, anchor: HTMLElement) {
  const at = anchor.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const below = at.bottom + GAP + own.height < window.innerHeight;
  const left = Math.min(at.left, window.innerWidth - own.width - 8);
  tip.style.top = `${below ? at.bottom + GAP : at.top - GAP - own.height}px`;
  tip.style.left = `${Math.max(8, left)}px`;
}
