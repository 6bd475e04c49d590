export const evidence = {
  title: 'Evidence {{digest}}',
  lead: 'An immutable report, named by its content. Gates cite it by this digest.',
  open: 'Open evidence {{digest}}',
  kind: 'Kind',
  produced: 'First produced',
  digest: 'Digest (SHA-256 over the canonical JSON)',
  matches: 'Matches: this browser computed the digest anew from the report below.',
  differs: 'Does not match: from the report below this browser computes {{computed}}.',
  body: 'Report',
  download: 'Download JSON',
  downloadHint: 'The file holds the canonical JSON, byte for byte: its SHA-256 is the digest.',
} as const;
