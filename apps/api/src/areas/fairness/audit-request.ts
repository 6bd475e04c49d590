import { defaultCriteria } from '@countersign/domain/fairness';
import { type FairnessCriterion, type FavourableOutcome } from '@countersign/statistics/fairness';
import { Problem } from '../../server/problem';

/** Which columns an audit reads, and by which limits it judges. Part of the evidence. */
export interface AuditPlan {
  labelColumn: string;
  predictionColumn: string;
  positiveValue: string;
  sensitive: readonly string[];
  intersections: boolean;
  favourable: FavourableOutcome;
  criteria: readonly FairnessCriterion[];
  minimumGroupSize: number;
}

interface RequestedCriterion {
  name: FairnessCriterion['name'];
  maximumDifference?: number | null;
  minimumRatio?: number | null;
}

/** An audit as asked for. */
export interface AuditRequest extends Omit<AuditPlan, 'criteria'> {
  modelVersionId: string;
  datasetVersionId: string;
  rationale: string;
  criteria?: readonly RequestedCriterion[] | null;
}

/**
 * What the request comes to, with the default criteria where it names none.
 * @throws Problem BAD_INPUT naming the field
 */
export function planAudit(request: AuditRequest): AuditPlan {
  const { labelColumn, predictionColumn, positiveValue, sensitive, intersections } = request;
  const { favourable, minimumGroupSize } = request;
  if (labelColumn === predictionColumn)
    throw badInput('predictionColumn', 'Label and prediction have to be two columns.');
  const twice = sensitive.find((column, index) => sensitive.indexOf(column) !== index);
  if (twice !== undefined) throw badInput('sensitive', `The column "${twice}" is named twice.`);
  const outcome = sensitive.find((column) => column === labelColumn || column === predictionColumn);
  if (outcome !== undefined)
    throw badInput('sensitive', `The column "${outcome}" is an outcome, not a group.`);
  return {
    ...{ labelColumn, predictionColumn, positiveValue, sensitive, intersections, favourable },
    criteria: request.criteria ? checkedCriteria(request.criteria) : defaultCriteria,
    minimumGroupSize,
  };
}

function checkedCriteria(criteria: readonly RequestedCriterion[]): FairnessCriterion[] {
  if (criteria.length === 0) throw badInput('criteria', 'An audit needs a criterion to judge by.');
  return criteria.map((criterion, index) => {
    const field = `criteria[${index}]`;
    const { name, maximumDifference, minimumRatio } = criterion;
    if (criteria.findIndex((other) => other.name === name) !== index)
      throw badInput(`${field}.name`, 'Each criterion is named once.');
    if (maximumDifference == null && minimumRatio == null)
      throw badInput(field, 'A criterion needs maximumDifference, minimumRatio or both.');
    checkShare(`${field}.maximumDifference`, maximumDifference);
    checkShare(`${field}.minimumRatio`, minimumRatio);
    return {
      name,
      ...(maximumDifference != null && { maximumDifference }),
      ...(minimumRatio != null && { minimumRatio }),
    };
  });
}

function checkShare(field: string, limit: number | null | undefined): void {
  if (limit != null && !(limit >= 0 && limit <= 1)) throw badInput(field, 'A limit lies in [0, 1].');
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}
