import { type OidcConfig } from '../../server/config';
import { type AttemptSettings } from './attempts';
import { type WorkloadSettings } from './workload-issuer';

export interface AccessSettings {
  demo: boolean;
  /** Whoever can read this file of the data directory owns the machine. */
  bootstrapSecret: string;
  mainWorkspaceId: string;
  /** Keys the hashes of what somebody typed and nobody should be able to look up, such as unknown addresses. */
  hashKey: string;
  /** Whether browsers reach the server by https alone. */
  secureCookies: boolean;
  /** Where people reach the server; absent: wherever a request came to. */
  publicUrl?: string | undefined;
  attempts: AttemptSettings;
  /** Tells whoever runs the server what went wrong outside it; holds no secrets and nobody's data. */
  warn: (reason: string) => void;
  workloads: WorkloadSettings;
  /** Absent: nobody signs in by OpenID Connect. */
  oidc?: OidcConfig | undefined;
}
