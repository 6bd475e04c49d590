import { type ReasonCode } from '../inference';
import { type ChunkThreshold, isOutside } from './chunk-threshold';
import { type Measured } from './measured';

/** How many standard errors the band reaches to either side. */
const BAND = 3;

/** One metric in one chunk: what is expected without labels, and what turned out where labels are there. */
export interface EstimatedChunk {
  readonly key: string;
  readonly period: 'reference' | 'analysis';
  /** Rows the estimate rests on. */
  readonly n: number;
  readonly estimated: number | null;
  readonly realised: number | null;
  readonly samplingError: number | null;
  /** Band of three standard errors, within what the metric can be. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Whether the estimate lies beyond the threshold by more than rounding; null where there is no estimate. */
  readonly alert: boolean | null;
  readonly status: 'ok' | 'not_computable';
  /**
   * Why there is no estimate; beside an estimate of 0, that there was nothing to divide by; beside one without a band, why
   * there is no sampling error.
   */
  readonly reason: ReasonCode | null;
}

/** One metric over all chunks, reference chunks first. */
export interface EstimatedMetric {
  readonly metric: string;
  readonly threshold: ChunkThreshold;
  readonly chunks: readonly EstimatedChunk[];
}

/** What a metric can be at the least and at the most; null without bound. */
export interface MetricRange {
  readonly least: number | null;
  readonly greatest: number | null;
}

/** What was computed for a chunk before it is judged. */
export interface ChunkValues {
  readonly key: string;
  readonly period: 'reference' | 'analysis';
  readonly n: number;
  readonly estimated: Measured;
  readonly realised: Measured;
  readonly samplingError: number | null;
  /** Why there is no sampling error. */
  readonly samplingReason?: ReasonCode | null;
}

/** Judges the values of a chunk: its band and whether it raises an alert. */
export function estimatedChunk(
  values: ChunkValues,
  threshold: ChunkThreshold,
  { least, greatest }: MetricRange,
): EstimatedChunk {
  const { estimated, samplingError } = values;
  const { value } = estimated;
  const reach = samplingError === null ? null : BAND * samplingError;
  const hasBand = value !== null && reach !== null;
  return {
    key: values.key,
    period: values.period,
    n: values.n,
    estimated: value,
    realised: values.realised.value,
    samplingError,
    lower: hasBand ? Math.max(least ?? -Infinity, value - reach) : null,
    upper: hasBand ? Math.min(greatest ?? Infinity, value + reach) : null,
    alert: value === null ? null : isOutside(value, threshold),
    status: value === null ? 'not_computable' : 'ok',
    reason: estimated.reason ?? values.samplingReason ?? null,
  };
}
