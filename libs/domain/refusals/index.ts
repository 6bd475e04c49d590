export { errorCodes, type ErrorCode } from './error-codes';
export { isRefusal, refuse, type Refusal } from './refusal';
export { refusalCodes, type RefusalCode } from './refusal-codes';
