import { startPassportPage } from './passport-page';

startPassportPage(document);
