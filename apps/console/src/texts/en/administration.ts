export const administration = {
  title: 'Administration',
  label: 'Parts of the administration',
  people: 'People',
  tokens: 'Tokens',
  workloads: 'Workloads',
  webhooks: 'Webhooks',
  privacy: 'Privacy',
} as const;
