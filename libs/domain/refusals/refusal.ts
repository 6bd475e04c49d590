import type { RefusalCode } from './refusal-codes';

/** A business rule said no; nothing was changed. */
export interface Refusal {
  refused: true;
  code: RefusalCode;
  /** One sentence for a person: what stands in the way. */
  message: string;
}

/** Builds the refusal with this code and sentence. */
export function refuse(code: RefusalCode, message: string): Refusal {
  return { refused: true, code, message };
}

/** Whether a decision or any other value is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}
