/** What is checked about a passport, in the order of the result. */
export const passportChecks = [
  'format',
  'files',
  'signature',
  'key',
  'statement',
  'entries',
  'tree',
  'checkpoint',
  'witness',
  'case',
  'policy',
  'subject',
  'signers',
  'evidence',
  'gates',
  'decision',
  'times',
] as const;

export type PassportCheck = (typeof passportChecks)[number];

/** What came of one check. Unknown means that nothing was found out, not that all is well. */
export interface Finding {
  status: 'passed' | 'failed' | 'unknown';
  /** For people, in a sentence without its full stop. */
  detail: string;
}

export const passed = (detail: string): Finding => ({ status: 'passed', detail });
export const failed = (detail: string): Finding => ({ status: 'failed', detail });
export const unknown = (detail: string): Finding => ({ status: 'unknown', detail });
