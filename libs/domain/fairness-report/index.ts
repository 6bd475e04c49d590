export { fairnessReport } from './fairness-report';
export { type ReportAbout } from './report-about';
export { sectionMaps } from './section-map';
