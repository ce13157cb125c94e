/** The four meanings a colour can have. Nothing else on a screen is coloured. */
export type Tone = 'go' | 'no' | 'cond' | 'unk';

export const toneText = {
  go: 'text-go',
  no: 'text-no',
  cond: 'text-cond',
  unk: 'text-unk',
} as const satisfies Record<Tone, string>;

export const toneSoft = {
  go: 'bg-go-soft',
  no: 'bg-no-soft',
  cond: 'bg-cond-soft',
  unk: 'bg-unk-soft',
} as const satisfies Record<Tone, string>;
