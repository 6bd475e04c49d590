export { fairnessReport } from './fairness-report';
export { type ReportAbout, type ReportSignOff, type ReportValidity, type ReportWaiver } from './report-about';
export { type SectionMap, sectionMaps } from './section-map';
