export const auditLog = {
  title: 'Audit log',
  lead: 'Every change, and every refusal, newest first. Each entry’s hash covers the entry before it: that shows an entry altered or taken out of the middle. It does not stop somebody who can rewrite the whole log, or its end.',
  proof: {
    title: 'What this proves, and what it does not',
    proved:
      'An entry that was altered, removed from the middle or put in another place breaks the chain: its hash, or the one after it, no longer fits. Your browser works this out itself for the entries shown; the server does it for the whole log.',
    notProved:
      'Whoever can write to the database as its owner can compute every hash anew, or cut off the newest entries and set the head back; such a log verifies, here and on the server. No signed checkpoints are kept outside the database yet.',
    head: 'To notice that later, note these two down elsewhere: {{size}} entries, last hash',
  },
  number: 'No.',
  at: 'When',
  who: 'Who',
  action: 'What',
  outcome: 'Outcome',
  subject: 'On',
  details: 'Details',
  show: 'Show entry {{sequence}}',
  hide: 'Hide entry {{sequence}}',
  browser: {
    ok: 'Chain verified in this browser: {{n}} entries, {{from}} to {{to}}',
    bad: 'The chain does not verify in this browser from entry {{firstBad}}: {{reason}}',
    waiting: 'No entries to verify yet',
  },
  server: {
    ok: 'Whole log verified by the server: {{n}} entries',
    bad: 'The server finds the log broken at entry {{firstBad}}: {{reason}}',
    checking: 'The server is checking the whole log…',
  },
  payload: 'Payload',
  canonical: 'Canonical text, the bytes that are hashed',
  hash: 'Hash',
  previousHash: 'Hash of the entry before',
  erased: 'This entry has no payload, or it has been erased.',
  empty: {
    title: 'Changes appear here',
    why: 'Nothing has been changed in this workspace yet.',
    next: 'Register a dataset or a model; the entry appears at once.',
  },
} as const;
