export { type CsvRow, readRealCsv, realDataPath, withRealData } from './real-data';
