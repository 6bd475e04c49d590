/** What tokens and workloads have in common: both let programs in. */
export const programs = {
  name: 'Name',
  scope: 'Scope',
  sponsor: 'Answers for it',
  owner: 'the owner of the machine',
  state: 'State',
  made: 'Made',
  actions: 'Actions',
} as const;
