import { type PassportCheck } from './findings';

/** What each check asks, for people. */
export const passportCheckNames: Readonly<Record<PassportCheck, string>> = {
  format: 'The file has the form of a passport',
  files: 'Every file is the one that was signed',
  signature: 'The statement is signed by the audit log',
  key: 'The key is the one I know',
  statement: 'The statement says what follows from the files',
  entries: 'The entries of the log belong to it, with their details',
  tree: 'The entries stand in the log',
  checkpoint: 'The log is the one that others are shown',
  witness: 'Witnesses have seen the log',
  case: 'What was decided from is what the log recorded',
  policy: 'The policy is the one that decided',
  subject: 'The votes were on this version, evidence and policy',
  evidence: 'The evidence is there',
  gates: 'The gates say the same on their evidence',
  decision: 'The decision follows: seats, separation of duties, term',
  times: 'The times agree, in their order',
};
