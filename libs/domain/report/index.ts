export { type Drawing, type Mark, type Point } from './drawing';
export {
  type ReportDocument,
  type ReportFigure,
  type ReportPart,
  type ReportSection,
  type ReportTable,
} from './report-document';
