import { type OidcConfig } from '../../server/config';
import { type AttemptSettings } from './attempts';

export interface AccessSettings {
  demo: boolean;
  /** Whoever can read this file of the data directory owns the machine. */
  bootstrapSecret: string;
  mainWorkspaceId: string;
  /** Keys the hashes of what somebody typed and nobody should be able to look up, such as unknown addresses. */
  hashKey: string;
  /** Whether browsers reach the server by https alone. */
  secureCookies: boolean;
  attempts: AttemptSettings;
  /** Absent: nobody signs in by OpenID Connect. */
  oidc?: OidcConfig | undefined;
}
