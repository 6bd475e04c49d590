export { fairnessReport } from './fairness-report';
export { fairnessSummary } from './fairness-summary';
export { type ReportAbout } from './report-about';
export { sectionMaps } from './section-map';
