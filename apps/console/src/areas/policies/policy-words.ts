import {
  evaluateGate,
  type Binding,
  type GateRule,
  type ModelTask,
  type Policy,
} from '@countersign/domain/approvals';
import type { Role } from '@countersign/domain/access';
import { counted } from '../../format/counted';
import { anyOf, withinSentence, word, type Word } from '../../format/words';
import { t } from '../../texts';
import { rankOf } from './policy-tiers';

const roleName = (role: Role): string => word('role', role.toUpperCase() as Word<'role'>);

/** Who signs. */
export function seatsInWords({ slots, distinctPeople }: Policy): string[] {
  if (slots.length === 0) return [t('policies.words.noSeats')];
  const asked = slots.map(({ role, minimum }) =>
    t('policies.words.seat', { count: minimum, role: withinSentence(roleName(role)) }),
  );
  return distinctPeople === undefined
    ? asked
    : [...asked, t('policies.words.distinct', { count: distinctPeople })];
}

function excluded({ exclude = [], policyEditorDays = 0 }: Policy): string[] {
  const others = exclude.map((which) =>
    which === 'policy_editors'
      ? t('policies.words.policy_editors', { count: policyEditorDays })
      : t(`policies.words.${which}`),
  );
  return [t('policies.words.requester'), ...others];
}

const taskName = (task: ModelTask): string =>
  withinSentence(word('task', task.toUpperCase() as Word<'task'>));

function models({ tasks, riskTiers, useCases, tags }: Binding = {}): string[] {
  const tiers = riskTiers?.map((tier) =>
    word('riskTier', tier.toUpperCase() as Word<'riskTier'>).toLowerCase(),
  );
  const lists = [
    tasks && t('policies.words.tasks', { names: anyOf(tasks.map(taskName)) }),
    tiers && t('policies.words.riskTiers', { names: anyOf(tiers) }),
    useCases && t('policies.words.useCases', { names: anyOf(useCases) }),
    tags && t('policies.words.tags', { names: anyOf(tags) }),
  ].filter((text) => text !== undefined);
  return lists.length > 0 ? lists : [t('policies.words.everyModel')];
}

/** What a gate asks for, in the words in which it later says what it found. */
function requirementOf(rule: GateRule, evidenceMaxAgeDays: number): string {
  const context = { modelVersionId: '', now: 0, evidenceMaxAgeDays };
  return evaluateGate(rule, null, context).requirement;
}

function gates({ gates: rules, evidenceMaxAgeDays }: Policy): string[] {
  if (rules.length === 0) return [t('policies.words.noGates')];
  return rules.map((rule) => {
    const requirement = requirementOf(rule, evidenceMaxAgeDays);
    const text = t('policies.words.gate', { title: rule.title, requirement });
    if (rule.severity === 'absolute') return `${text} ${t('policies.words.absolute')}`;
    if (rule.severity === 'soft') return `${text} ${t('policies.words.soft')}`;
    return rule.severity === 'info' ? `${text} ${t('policies.words.information')}` : text;
  });
}

function terms(policy: Policy): string[] {
  const { approvalTtlDays, evidenceMaxAgeDays, deadlineDays, escalateTo, recertifyDays } = policy;
  const { rollbackDays = 30, stepUpMinutes, requirePasskey, recertifyOn = [], breakGlass } = policy;
  return [
    t('policies.words.approval', { count: approvalTtlDays }),
    t('policies.words.evidence', { count: evidenceMaxAgeDays }),
    deadlineDays === undefined ? '' : t('policies.words.deadline', { count: deadlineDays }),
    escalateTo ? t('policies.words.escalate', { role: withinSentence(roleName(escalateTo)) }) : '',
    stepUpMinutes === undefined ? '' : t('policies.words.stepUp', { count: stepUpMinutes }),
    requirePasskey ? t('policies.words.passkey') : '',
    rollbackDays === 0
      ? t('policies.words.noRollback')
      : t('policies.words.rollback', { count: rollbackDays }),
    recertifyDays === undefined ? '' : t('policies.words.recertify', { count: recertifyDays }),
    ...recertifyOn.map((trigger) => t(`policies.words.recertifyOn.${trigger}`)),
    breakGlass
      ? t('policies.words.breakGlass', {
          count: breakGlass.perMonth,
          hours: counted(breakGlass.ttlHours, 'hours'),
        })
      : '',
  ].filter((text) => text !== '');
}

/** What a policy asks for in plain words, part by part; its document was read as a policy before. */
export const policyInWords = (policy: Policy): readonly (readonly [string, readonly string[]])[] => [
  [t('policies.words.seats'), seatsInWords(policy)],
  [t('policies.words.exclude'), excluded(policy)],
  [t('policies.words.models'), models(policy.bind)],
  [t('policies.words.gates'), gates(policy)],
  [t('policies.words.terms'), terms(policy)],
];

/** Where a policy holds. */
export function placeName(policy: Pick<Policy, 'alias' | 'environment'>): string {
  const environment = word('environment', policy.environment === 'production' ? 'PRODUCTION' : 'STAGING');
  const alias = policy.alias === '*' ? t('policies.everyAlias') : policy.alias;
  return t('policies.place', { environment, alias });
}

/** Policies by where they hold, in the order of the alphabet; in one place the floor first, then by risk tier. */
export function byPlace<Row extends { document: unknown }>(rows: readonly Row[]): [string, Row[]][] {
  const places = new Map<string, Row[]>();
  for (const row of rows) {
    const place = placeName(row.document as Policy);
    places.set(place, [...(places.get(place) ?? []), row]);
  }
  const rank = ({ document }: Row): number => rankOf(document as Policy);
  return [...places]
    .map(([place, own]): [string, Row[]] => [place, own.sort((one, other) => rank(one) - rank(other))])
    .sort(([one], [other]) => one.localeCompare(other, 'en'));
}
