export { fairnessReport } from './fairness-report';
export { fairnessSummary } from './fairness-summary';
export { fairnessSummaryCsv } from './fairness-summary-csv';
export { type FairnessSummary, fairnessSummaryJson } from './fairness-summary-json';
export { type ModelCard, modelCard } from './model-card';
export { noSummary, publishedSummary, withdrawnSummary } from './published-summary';
export { type ReportAbout } from './report-about';
export { reasonText } from './reason-text';
