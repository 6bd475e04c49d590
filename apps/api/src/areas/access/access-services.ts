import { type Database } from '../../database/database';
import { AccessService } from './access.service';
import { type AccessSettings } from './access-settings';
import { Attempts } from './attempts';
import { InvitationsService } from './invitations.service';
import { MembersService } from './members.service';
import { OidcService } from './oidc.service';
import { PasskeysService } from './passkeys.service';
import { PasswordsService } from './passwords.service';
import { ProofsService } from './proofs.service';
import { SignInService } from './sign-in.service';
import { TokensService } from './tokens.service';
import { WorkloadTokens } from './workload-tokens';
import { WorkloadTrustsService } from './workload-trusts.service';
import { WorkspacesService } from './workspaces.service';

/** The use cases of this area, one service each. */
export function makeAccessServices(
  database: Database,
  settings: AccessSettings,
  ensurePolicies: (workspaceId: string) => Promise<unknown>,
) {
  const attempts = new Attempts(database, { ...settings, ...settings.attempts });
  const members = new MembersService(database);
  const passkeys = new PasskeysService(database, settings, attempts);
  return {
    attempts,
    access: new AccessService(database, settings),
    signIn: new SignInService(database, settings, attempts),
    invitations: new InvitationsService(database),
    members,
    oidc: new OidcService(database, settings, { attempts, members }),
    passkeys,
    passwords: new PasswordsService(database),
    proofs: new ProofsService(database, settings, { attempts, passkeys }),
    tokens: new TokensService(database),
    workloadTokens: new WorkloadTokens(database, settings.workloads),
    workloadTrusts: new WorkloadTrustsService(database, settings.workloads),
    workspaces: new WorkspacesService(database, ensurePolicies),
  };
}
