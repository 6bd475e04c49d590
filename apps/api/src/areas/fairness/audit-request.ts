import {
  type AppliedLawPack,
  type AuditCounts,
  auditMethod,
  type AttributeOrigin,
  type AuditReasons,
  defaultCriteria,
  defaultLimits,
  defaultPolicy,
  type FairnessPolicy,
} from '@countersign/domain/fairness';
import {
  type Correction,
  type DenominatorPolicy,
  type DisparityName,
  type FavourableOutcome,
} from '@countersign/statistics/fairness';
import { type LawPackId, lawPacks } from '@countersign/statistics/law-packs';
import { Problem } from '../../server/problem';
import { type HeldAttribute } from '../vault/held-attribute';
import { planPopulation, type PopulationPlan, type PopulationRequest } from './plan-population';

/** What is read, and the policy it is judged by. */
export interface AuditPlan {
  reading: PopulationPlan;
  policy: FairnessPolicy;
}

interface RequestedCriterion {
  name: DisparityName;
  maximumDifference?: number | null;
  minimumRatio?: number | null;
}

interface RequestedAttribute {
  name: string;
  origin?: AttributeOrigin | null;
  legalBasis?: string | null;
  reference?: string | null;
}

interface RequestedMinimums {
  share?: number | null;
  positives?: number | null;
  negatives?: number | null;
  predictedPositives?: number | null;
}

/** An audit as asked for. */
export interface AuditRequest extends PopulationRequest {
  modelVersionId: string;
  favourable: FavourableOutcome;
  favourableMeaning?: string | null;
  rationale: string;
  reasons?: { [Reason in Exclude<keyof AuditReasons, 'favourable'>]?: string | null } | null;
  attributes?: readonly RequestedAttribute[] | null;
  criteria?: readonly RequestedCriterion[] | null;
  minimumGroupSize: number;
  minimums?: RequestedMinimums | null;
  denominator?: DenominatorPolicy | null;
  alpha: number;
  correction: Correction;
  lawPacks?: readonly LawPackId[] | null;
  leaveOutSmall: boolean;
}

/**
 * What the request comes to, with defaults where it says nothing.
 * @param held what the collection of the vault holds that the request names
 * @throws Problem BAD_INPUT naming the field
 */
export function planAudit(request: AuditRequest, held: readonly HeldAttribute[] = []): AuditPlan {
  const names = held.map(({ name }) => name);
  return { reading: planPopulation(request, names), policy: policyOf(request, held) };
}

function policyOf(request: AuditRequest, held: readonly HeldAttribute[]): FairnessPolicy {
  const { favourable: prediction, favourableMeaning, rationale, reasons, sensitive, criteria } = request;
  const { minimumGroupSize: groupSize, minimums, denominator = null, alpha, correction } = request;
  // So small a level is none: its confidence, 1 less the level, is 1 already.
  if (!(alpha > 0 && alpha < 1 && 1 - alpha < 1)) throw badInput('alpha', 'A level lies between 0 and 1.');
  const favourable = { prediction, meaning: favourableMeaning ?? '' };
  return {
    ...defaultPolicy(sensitive, favourable),
    method: auditMethod,
    attributes: attributesOf(request, held),
    ...judgedBy(request, criteria),
    minimums: {
      ...{ groupSize, forPass: groupSize, share: share('minimums.share', minimums?.share) ?? 0 },
      positives: minimums?.positives ?? groupSize,
      negatives: minimums?.negatives ?? groupSize,
      predictedPositives: minimums?.predictedPositives ?? groupSize,
    },
    ...{ denominator: checkedDenominator(request, denominator), alpha, correction },
    lawPacks: appliedPacks(request),
    reasons: {
      favourable: rationale,
      reference: reasons?.reference ?? '',
      harms: reasons?.harms ?? '',
      limits: reasons?.limits ?? '',
    },
  };
}

function attributesOf(
  { sensitive, attributes }: AuditRequest,
  held: readonly HeldAttribute[],
): FairnessPolicy['attributes'] {
  for (const [index, { name }] of (attributes ?? []).entries()) {
    const field = `attributes[${index}].name`;
    if (!sensitive.includes(name)) throw badInput(field, `The column "${name}" is not among sensitive.`);
    if (attributes!.findIndex((other) => other.name === name) !== index)
      throw badInput(field, `The attribute "${name}" is described twice.`);
  }
  requireAsHeld(attributes ?? [], held);
  return sensitive.map((name) => {
    const said = attributes?.find((attribute) => attribute.name === name);
    const { origin, legalBasis } = held.find((attribute) => attribute.name === name) ?? said ?? {};
    const { reference } = said ?? {};
    return { name, origin: origin ?? 'unknown', legalBasis: legalBasis ?? '', reference: reference ?? null };
  });
}

/** Origin and legal basis of what a vault holds are those it was stored with. */
function requireAsHeld(attributes: readonly RequestedAttribute[], held: readonly HeldAttribute[]): void {
  for (const [index, said] of attributes.entries()) {
    const known = held.find(({ name }) => name === said.name);
    const other = (['origin', 'legalBasis'] as const).find(
      (field) => known && said[field] != null && said[field] !== known[field],
    );
    if (other !== undefined)
      throw badInput(`attributes[${index}].${other}`, `The vault says otherwise of "${said.name}".`);
  }
}

/**
 * A group that the others are measured against is one of the population's.
 * @throws Problem BAD_INPUT naming the field
 */
export function requireReferences({ sections }: AuditCounts, { attributes }: AuditRequest): void {
  for (const [index, { name, reference }] of (attributes ?? []).entries()) {
    const section = sections.find((each) => each.attributes.length === 1 && each.attributes[0] === name);
    if (reference == null || !section || section.groups.some(({ group }) => group[0] === reference)) continue;
    const found = section.groups.slice(0, 10).map(({ group }) => `"${group[0]}"`);
    throw new Problem('BAD_INPUT', `"${name}" has no group "${reference}", but ${found.join(', ')}.`, {
      ...{ field: `attributes[${index}].reference`, column: name },
    });
  }
}

function checkedDenominator(
  { attributes, sensitive }: AuditRequest,
  denominator: DenominatorPolicy | null,
): DenominatorPolicy | null {
  const named = new Set(
    (attributes ?? []).flatMap(({ name, reference }) => (reference == null ? [] : [name])),
  );
  const missing = sensitive.find((name) => !named.has(name));
  if (denominator === 'fixed' && missing !== undefined)
    throw badInput('denominator', `A fixed reference needs the reference group of "${missing}".`);
  return denominator;
}

function appliedPacks({ lawPacks: ids, leaveOutSmall }: AuditRequest): AppliedLawPack[] {
  const twice = (ids ?? []).find((id, index, all) => all.indexOf(id) !== index);
  if (twice !== undefined) throw badInput('lawPacks', `The law pack ${twice} is named twice.`);
  return (ids ?? []).map((id) => appliedPack(id, leaveOutSmall));
}

function appliedPack(id: LawPackId, leaveOutSmall: boolean): AppliedLawPack {
  // No day: the evidence holds no clock. The report holds the pack's dates against the day the audit ran.
  return { id, version: lawPacks[id].version, leaveOutSmall, day: null };
}

/** The limits of what can be measured, and what makes the verdict. */
function judgedBy(
  { scoreColumn, production, stratumColumn }: AuditRequest,
  requested: readonly RequestedCriterion[] | null | undefined,
): Pick<FairnessPolicy, 'criteria' | 'limits'> {
  const named = requested == null ? defaultCriteria : checkedCriteria(requested);
  const possible = Object.entries(defaultLimits).filter(
    ([name]) =>
      (name !== 'scoring_rate' || scoreColumn != null || production?.useScores === true) &&
      (name !== 'conditional_demographic_disparity' || stratumColumn != null),
  );
  const limits = named.map(({ name, ...limit }) => [name, limit] as const);
  return {
    limits: { ...Object.fromEntries(possible), ...Object.fromEntries(limits) },
    criteria: named.map(({ name }) => name),
  };
}

function checkedCriteria(criteria: readonly RequestedCriterion[]) {
  if (criteria.length === 0) throw badInput('criteria', 'An audit needs a criterion to judge by.');
  return criteria.map((criterion, index) => {
    const field = `criteria[${index}]`;
    const { name, maximumDifference, minimumRatio } = criterion;
    if (criteria.findIndex((other) => other.name === name) !== index)
      throw badInput(`${field}.name`, 'Each criterion is named once.');
    if (maximumDifference == null && minimumRatio == null)
      throw badInput(field, 'A criterion needs maximumDifference, minimumRatio or both.');
    share(`${field}.maximumDifference`, maximumDifference);
    share(`${field}.minimumRatio`, minimumRatio);
    return {
      name,
      ...(maximumDifference != null && { maximumDifference }),
      ...(minimumRatio != null && { minimumRatio }),
    };
  });
}

function share(field: string, value: number | null | undefined): number | null | undefined {
  if (value != null && !(value >= 0 && value <= 1)) throw badInput(field, 'A limit lies in [0, 1].');
  return value;
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}
