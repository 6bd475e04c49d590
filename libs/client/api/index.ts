export { ApiClient, type ApiClientOptions } from './api-client';
export { ApiError, UnreachableError } from './api-error';
