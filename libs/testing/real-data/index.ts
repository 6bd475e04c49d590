export { type CsvRow, readRealCsv, withRealData } from './real-data';
