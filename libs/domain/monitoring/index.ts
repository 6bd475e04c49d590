export { calendarMonths, isoDate, latestCompleteWindow, type Window } from './calendar-months';
export { checkFault, type Check } from './check';
export { defaultDriftChecks, defaultPerformanceChecks } from './default-checks';
export { judge, type Judgement } from './judge';
export { worst, type Verdict } from './verdict';
