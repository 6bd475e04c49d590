export { calendarMonths, latestCompleteWindow, type Window } from './calendar-months';
export { checkFault, type Check } from './check';
export { defaultDriftChecks, defaultPerformanceChecks } from './default-checks';
export { judge, type Judgement } from './judge';
export { countVerdicts, worst, type Verdict, type VerdictCounts } from './verdict';
