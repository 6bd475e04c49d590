export { fairnessReport } from './fairness-report';
export { fairnessSummary } from './fairness-summary';
export { type ReportAbout } from './report-about';
export { reasonText } from './reason-text';
export { sectionMaps } from './section-map';
