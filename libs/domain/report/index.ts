export { counted } from './counted';
export { type Drawing, type Mark, type Point } from './drawing';
export { escapeHtml } from './escape-html';
export { formatNumber, formatShare } from './format-number';
export { htmlPage } from './html-page';
export { renderHtml } from './render-html';
export {
  type ReportDocument,
  type ReportFigure,
  type ReportPart,
  type ReportSection,
  type ReportTable,
} from './report-document';
export { visibleLines, visibleText } from './visible-text';
