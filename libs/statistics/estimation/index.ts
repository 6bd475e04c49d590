export { type BinaryEstimateName, binaryPerformance, type BinaryPerformance } from './binary-performance';
export { type BinaryRows } from './binary-rows';
export { type Chunk, type ChunkPeriod, countChunks, periodChunks, sizeChunks } from './chunks';
export { type EstimatedChunk, type EstimatedMetric } from './estimated-chunk';
export { type RegressionEstimateName } from './regression-loss';
export { type ChunkedRegressionRows, regressionPerformance } from './regression-performance';
export { chunkThreshold, type ChunkThreshold } from './chunk-threshold';
export { type EstimatedGap, type EstimatedGroup, estimatedGroups, type ExpectedRate } from './group-outcomes';
