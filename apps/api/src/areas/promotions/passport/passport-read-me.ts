/** What the file is and how to check it, in plain words. @param leftOut digests of evidence that its reader may not see */
export function passportReadMe(leftOut: readonly string[]): string {
  const without =
    leftOut.length === 0
      ? []
      : [
          'Evidence that was left out, because whoever took this file may not see numbers of few people:',
          ...leftOut.map((digest) => `  ${digest}`),
          'Its gates are "unknown" here, which is not "passed". Ask somebody who may see it for a passport of theirs.',
          '',
        ];
  return [...before, ...without, ...after].map((line) => `${line}\n`).join('');
}

const before = [
  'Promotion passport',
  '==================',
  '',
  'This file holds what a decision was taken from: that a version of a model may serve somewhere. With it you can take the',
  'decision again without asking, or believing, the server that took it.',
  '',
  'How to check it',
  '---------------',
  '',
  '  countersign verify FILE.zip --key KEY',
  '',
  'KEY is the key of the audit log. Ask for it on another way than you got this file. Without it the file can only be checked',
  'against itself: whoever made the file could have made its key.',
  '',
  'verify.html does the same in a browser, without a network. Use a copy that you trust: a forger would put a page of their',
  'own into the file. tools/verify_audit_log.py --passport checks the part of the audit log.',
  '',
  'What is in it',
  '-------------',
  '',
  'statement.dsse.json   who let which artefact in where, and the digest of every other file; signed by the audit log',
  'case.json             what was decided from: the request, the gates, the votes, the people with their roles, the time',
  'policy.json           the policy that decided',
  'names.json            the names that were printed with the votes, of people who were not erased since',
  'evidence/             the documents that the gates looked at, each named by its SHA-256',
  'audit/                the entries of the log about it, each with its proof, and the checkpoint they stand in',
  'keys.json             the keys of the log, and how each handed over to the next',
  'verify.html           the page that checks all of this',
  '',
];

const after = [
  'What it does not show',
  '---------------------',
  '',
  'That what people entered was true. That the clock of the server was right. That nothing else was logged: an export of the',
  'audit log shows all entries. That a fairness audit still held when it was looked at is what the server recorded.',
];
