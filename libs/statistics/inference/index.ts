export { chiSquareUpperTail } from './chi-square-upper-tail';
export {
  type Estimate,
  type Interval,
  known,
  type KnownEstimate,
  notComputable,
  type UnknownEstimate,
} from './estimate';
export { katzInterval } from './katz-interval';
export { newcombeInterval } from './newcombe-interval';
export { normalCdf } from './normal-cdf';
export { normalQuantile } from './normal-quantile';
export { pooledProportionTest } from './pooled-proportion-test';
export { proportion } from './proportion';
export { type ProportionCount } from './proportion-count';
export { type ReasonCode } from './reason-code';
export { type TestResult } from './test-result';
export { twoSidedZ } from './two-sided-z';
export { wilsonInterval } from './wilson-interval';
