import { access } from './en/access';
import { administration } from './en/administration';
import { auditLog } from './en/audit-log';
import { datasets } from './en/datasets';
import { delegations } from './en/delegations';
import { discussion } from './en/discussion';
import { dissent } from './en/dissent';
import { emergency } from './en/emergency';
import { evidence } from './en/evidence';
import { fairness } from './en/fairness';
import { fairnessCompare } from './en/fairness-compare';
import { fairnessFigures } from './en/fairness-figures';
import { fairnessOverrides } from './en/fairness-overrides';
import { fairnessSetUp } from './en/fairness-set-up';
import { forms } from './en/forms';
import { inbox } from './en/inbox';
import { living } from './en/living';
import { models } from './en/models';
import { monitoring } from './en/monitoring';
import { passkeys } from './en/passkeys';
import { passport } from './en/passport';
import { people } from './en/people';
import { policies } from './en/policies';
import { privacy } from './en/privacy';
import { programs } from './en/programs';
import { promotions } from './en/promotions';
import { publication } from './en/publication';
import { remedies } from './en/remedies';
import { tokens } from './en/tokens';
import { ui } from './en/ui';
import { vault } from './en/vault';
import { waivers } from './en/waivers';
import { watch } from './en/watch';
import { webhooks } from './en/webhooks';
import { words } from './en/words';
import { workloads } from './en/workloads';

/** The English catalogue: every text the console shows, one part per area. */
export const en = {
  access,
  administration,
  auditLog,
  datasets,
  delegations,
  discussion,
  dissent,
  emergency,
  evidence,
  fairness,
  fairnessCompare,
  fairnessFigures,
  fairnessOverrides,
  fairnessSetUp,
  forms,
  inbox,
  living,
  models,
  monitoring,
  passkeys,
  passport,
  people,
  policies,
  privacy,
  programs,
  promotions,
  publication,
  remedies,
  tokens,
  ui,
  vault,
  waivers,
  watch,
  webhooks,
  words,
  workloads,
} as const;
