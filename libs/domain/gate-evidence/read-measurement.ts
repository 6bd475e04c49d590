import { known } from '@countersign/statistics/inference';
import { finite, MalformedDocument, nullable, objectOf, optional, share, whole } from '../json-reading';
import type { MeasurementEvidence } from './attached-evidence';
import { digest, exactly, instant, short } from './evidence-values';
import type { ReadDocument } from './read-document';

const interval = objectOf({
  lower: finite,
  upper: finite,
  confidenceLevel: share,
  method: short(),
});

const estimate = objectOf({
  value: finite,
  interval: optional(interval),
  n: whole(),
  method: short(),
});

const measurement = objectOf({
  schema: exactly('countersign.measurement/1'),
  metric: short(),
  unit: nullable(short(40)),
  estimate,
  datasetDigest: nullable(digest),
  labelCoverage: nullable(share),
  codeCommit: nullable(short()),
  artifactDigest: optional(digest),
  measuredAt: instant,
});

/** A number measured elsewhere, `countersign.measurement/1`: a metric, a cost, a latency. */
export const readMeasurement: ReadDocument<MeasurementEvidence> = (document, place) => {
  const read = measurement(document, place);
  const { interval: around, ...point } = read.estimate;
  if (around && !(around.lower <= point.value && point.value <= around.upper))
    throw new MalformedDocument(`${place}.estimate.interval`, 'does not hold the value.');
  if (around && !(around.confidenceLevel >= 0.5 && around.confidenceLevel < 1))
    throw new MalformedDocument(`${place}.estimate.interval.confidenceLevel`, 'has to lie in [0.5, 1).');
  const { metric, unit, datasetDigest, labelCoverage, codeCommit, artifactDigest, measuredAt } = read;
  return {
    ...{ kind: 'measurement', metric, unit, datasetDigest, labelCoverage, codeCommit },
    estimate: known({ ...point, ...(around && { interval: around }) }),
    about: artifactDigest === undefined ? null : [artifactDigest],
    madeAt: measuredAt,
  };
};
