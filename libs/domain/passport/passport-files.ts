/** The files of a passport, beside those of its evidence. */
export const names = {
  caseFile: 'case.json',
  checkpoint: 'audit/checkpoint.txt',
  entries: 'audit/entries.ndjson',
  keys: 'keys.json',
  page: 'verify.html',
  policy: 'policy.json',
  printed: 'names.json',
  readMe: 'README.txt',
  statement: 'statement.dsse.json',
} as const;

/** Evidence is named by its digest. */
export function evidenceName(digest: string): string {
  return `evidence/${digest}.json`;
}

/** The digest in the name of a file of evidence; null for other names. */
export function evidenceDigestIn(name: string): string | null {
  return /^evidence\/([0-9a-f]{64})\.json$/.exec(name)?.[1] ?? null;
}
