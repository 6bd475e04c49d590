import { access } from './en/access';
import { auditLog } from './en/audit-log';
import { datasets } from './en/datasets';
import { evidence } from './en/evidence';
import { fairness } from './en/fairness';
import { fairnessCompare } from './en/fairness-compare';
import { fairnessFigures } from './en/fairness-figures';
import { fairnessOverrides } from './en/fairness-overrides';
import { fairnessSetUp } from './en/fairness-set-up';
import { forms } from './en/forms';
import { inbox } from './en/inbox';
import { models } from './en/models';
import { monitoring } from './en/monitoring';
import { passport } from './en/passport';
import { people } from './en/people';
import { policies } from './en/policies';
import { privacy } from './en/privacy';
import { promotions } from './en/promotions';
import { publication } from './en/publication';
import { remedies } from './en/remedies';
import { tokens } from './en/tokens';
import { ui } from './en/ui';
import { vault } from './en/vault';
import { waivers } from './en/waivers';
import { watch } from './en/watch';
import { words } from './en/words';

/** The English catalogue: every text the console shows, one part per area. */
export const en = {
  access,
  auditLog,
  datasets,
  evidence,
  fairness,
  fairnessCompare,
  fairnessFigures,
  fairnessOverrides,
  fairnessSetUp,
  forms,
  inbox,
  models,
  monitoring,
  passport,
  people,
  policies,
  privacy,
  promotions,
  publication,
  remedies,
  tokens,
  ui,
  vault,
  waivers,
  watch,
  words,
} as const;
