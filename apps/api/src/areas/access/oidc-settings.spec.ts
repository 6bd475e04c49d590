import { ConfigError, readConfig } from '../../server/config';

const provider = {
  ...{ OIDC_ISSUER: 'https://login.example.org', OIDC_CLIENT_ID: 'countersign' },
  OIDC_CLIENT_SECRET: 'a secret of the client',
};

describe('the settings of sign-in by OpenID Connect', () => {
  it('A-44 asks for what every provider has, and maps no group, unless told otherwise', () => {
    expect(readConfig(provider).oidc).toEqual({
      ...{
        issuer: 'https://login.example.org',
        clientId: 'countersign',
        clientSecret: 'a secret of the client',
      },
      ...{ scopes: 'openid email profile', groupsClaim: 'groups', verifiedClaim: 'email_verified' },
      sessionHours: 8,
      ...{ publicUrl: undefined, groupRoles: new Map() },
    });
    expect(readConfig({ ...provider, OIDC_SESSION_HOURS: '1' }).oidc?.sessionHours).toBe(1);
    expect(readConfig({}).oidc).toBeUndefined();
    expect(readConfig({}).trustedProxies).toBe(0);
  });

  it('A-48 reads groups with their roles, some with two', () => {
    const OIDC_GROUP_ROLES = 'ml-risk=risk_officer, cn=ds,ou=x=data_scientist,ml-risk=auditor';
    expect(() => readConfig({ ...provider, OIDC_GROUP_ROLES })).toThrow(ConfigError);
    const told = 'ml-risk=risk_officer, cn=ds/ou=x=data_scientist ,ml-risk=auditor';
    expect(readConfig({ ...provider, OIDC_GROUP_ROLES: told }).oidc?.groupRoles).toEqual(
      new Map([
        ['ml-risk', ['risk_officer', 'auditor']],
        ['cn=ds/ou=x', ['data_scientist']],
      ]),
    );
  });

  it.each([
    ['OIDC_GROUP_ROLES', 'ml-risk'],
    ['OIDC_GROUP_ROLES', 'ml-risk=boss'],
    ['OIDC_GROUP_ROLES', '=admin'],
    ['OIDC_GROUP_ROLES', 'ml-risk=admin,'],
    ['OIDC_GROUP_ROLES', 'ml-risk=constructor'],
    ['OIDC_SCOPES', 'email profile'],
    ['OIDC_SESSION_HOURS', '0'],
    ['OIDC_SESSION_HOURS', '13'],
    ['OIDC_SESSION_HOURS', '1.5'],
    ['OIDC_SESSION_HOURS', 'long'],
    ['TRUSTED_PROXIES', '-1'],
    ['TRUSTED_PROXIES', 'yes'],
    ['TRUSTED_PROXIES', '11'],
  ])('A-48 refuses to start with %s=%s, and names the variable', (name, value) => {
    expect(() => readConfig({ ...provider, [name]: value })).toThrow(new RegExp(name));
  });
});
