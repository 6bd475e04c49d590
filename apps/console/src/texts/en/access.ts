export const access = {
  title: 'Sign in',
  lead: 'The record of every model: what it is for, how it behaves, whom it treats unequally, and who agreed to release it.',
  demo: 'Choose a demo person',
  demoWhy:
    'This workspace runs with demo people. Each sees the same models and may do what their roles allow.',
  roles: 'Roles: {{roles}}',
  as: 'Sign in as {{name}}',
  off: 'There are no demo people here',
  offWhy: 'The demo is off on this server, so nobody can sign in by choosing a name.',
  offNext:
    'Ask whoever runs the server. They can start it with DEMO=on to allow demo people, or make a token for programs with:',
  tokenCommand: 'npx countersign token create --name NAME --scope read',
} as const;
