import { type Database } from '../../database/database';
import { AccessService } from './access.service';
import { type AccessSettings } from './access-settings';
import { SignInService } from './sign-in.service';
import { TokensService } from './tokens.service';

/** The use cases of this area, one service each. */
export function makeAccessServices(database: Database, settings: AccessSettings) {
  return {
    access: new AccessService(database, settings),
    signIn: new SignInService(database, settings),
    tokens: new TokensService(database),
  };
}
