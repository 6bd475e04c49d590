export { type Drawing, type Mark, type Point } from './drawing';
export { escapeHtml } from './escape-html';
export { formatNumber, formatShare } from './format-number';
export { pageStyle } from './page-style';
export {
  type ReportDocument,
  type ReportFigure,
  type ReportPart,
  type ReportSection,
  type ReportTable,
} from './report-document';
export { visibleLines, visibleText } from './visible-text';
