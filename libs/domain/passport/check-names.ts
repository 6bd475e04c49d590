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
  signers: 'The names, and what was signed with passkeys, are those of the votes',
  evidence: 'The evidence is there',
  gates: 'The gates say the same on their evidence',
  decision: 'The decision follows: seats, separation of duties, term',
  times: 'The times agree, in their order',
};

/** What it means where a check fails, for an auditor, and in which files to look. */
export const passportCheckMeanings: Readonly<Record<PassportCheck, string>> = {
  format:
    'The file is no passport as a server writes it, or was changed on its way. Nothing in it can be relied on: ask for another copy.',
  files:
    'A file was changed, added or taken out after the passport was signed (statement.dsse.json lists all).',
  signature: 'Nobody who is named in keys.json answers for what statement.dsse.json says.',
  key: 'The passport was made by somebody else than the log that you know, or your key is of another log.',
  statement: 'What statement.dsse.json sums up is not what the other files show: do not read the summary.',
  entries:
    'audit/entries.ndjson was changed, or steps were left out of it: what happened may have been otherwise.',
  tree: 'An entry in audit/entries.ndjson was never in the log that audit/checkpoint.txt stands for, or that is another log.',
  checkpoint: 'There are two logs: one that you were shown before, and the one in audit/checkpoint.txt.',
  witness: 'The witness that you ask for never saw the log as audit/checkpoint.txt has it.',
  case: 'case.json, from which the decision is taken again, is not what the log recorded when it was taken.',
  policy: 'policy.json holds other rules than those that decided.',
  subject:
    'People voted on something else than what is shown here: another version, place, evidence, policy or round.',
  signers: 'A name in names.json, or a signature in audit/entries.ndjson, is not of the person who voted.',
  evidence: 'What the gates are said to have looked at (evidence/) is missing, or was made at another time.',
  gates: 'On the evidence that is there a gate says something else than case.json: it may not have passed.',
  decision: 'By policy.json and case.json the promotion should not have been approved.',
  times: 'By the times of the log it was not approved, or not any more, when it was acted on.',
};
