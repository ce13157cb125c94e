import type { CheckKind } from '../../core/check/kinds.ts';
import type { DatasetDefinition } from '../../core/dataset/schema.ts';
import type { Coverage, RunInput } from '../../core/run/schema.ts';
import type { Source, Watermark } from '../connector/connector.ts';
import type { Masking } from './masking.ts';

export type Sides = { legacy: Source; target: Source };

export type CheckRequest = {
  dataset: DatasetDefinition;
  sides: Sides;
  lagMs: number;
  sampling: { rows: number; seed: string } | null;
  /** Of money differences. */
  currency: string;
  masking: Masking;
  signal: AbortSignal;
  onProgress?: (text: string) => void;
};

type EnvelopeKey =
  | 'protocol'
  | 'runId'
  | 'checkId'
  | 'window'
  | 'asOf'
  | 'lagMs'
  | 'coverage'
  | 'tool'
  | 'nextDueAt'
  | 'durationMs'
  | 'supersedesRunId'
  | 'failure';

type BodyOf<R> = R extends RunInput ? Omit<R, EnvelopeKey> : never;
/** What a run says beside its envelope, one shape for each kind. */
export type CheckBody = BodyOf<RunInput>;
export type BodyOfKind<K extends CheckKind> = Extract<CheckBody, { kind: K }>;

export type CheckResult = {
  body: CheckBody;
  asOf: { legacy: Watermark; target: Watermark };
  coverage: Required<Coverage>;
};

export type Check = (request: CheckRequest) => Promise<CheckResult>;
