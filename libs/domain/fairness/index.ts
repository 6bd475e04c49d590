export { defaultCriteria, defaultMinimumGroupSize } from './default-criteria';
