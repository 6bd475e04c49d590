export const access = {
  title: 'Sign in',
  lead: 'The record of every model: what it is for, how it behaves, whom it treats unequally, and who agreed to release it.',
  demo: 'Choose a demo person',
  demoWhy:
    'This workspace runs with demo people. Each sees the same models and may do what their roles allow.',
  roles: 'Roles: {{roles}}',
  as: 'Sign in as {{name}}',
  account: 'Sign in with your account',
  accountWhy:
    'No account yet? An admin of the workspace invites people. The server prints the first invitation when it starts.',
  email: 'E-mail address',
  password: 'Password',
  send: 'Sign in',
} as const;
