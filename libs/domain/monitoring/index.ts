export { calendarMonths, daysFromCivil, isoDate, latestCompleteWindow, type Window } from './calendar-months';
export { checkFault, type Check } from './check';
export { defaultDriftChecks, defaultPerformanceChecks } from './default-checks';
export { type FairnessState, fairnessStateFromJson } from './fairness-state';
export {
  type FairnessWatch,
  needsLabels,
  type WatchedRate,
  watchedRates,
  watchFault,
} from './fairness-watch';
export { judge, type Judgement } from './judge';
export { judgePair, pairLines, type PairReading, readPair } from './read-pair';
export { type CoarsePair, shownPair, type ShownPairNumbers } from './shown-pair';
export { takeDays, type WatchedDay } from './take-days';
export { worst, type Verdict } from './verdict';
