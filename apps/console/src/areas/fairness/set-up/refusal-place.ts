import type { RunFairnessAuditInput } from '../../../gql/graphql';
import { steps, type StepName } from './steps';

/** A field of the wizard: the step that asks it, and its name there. */
export interface Place {
  step: StepName;
  field: string;
}

/** The fields of the request that a step asks, by the names they have in the wizard. */
const fieldsOf: Record<StepName, Readonly<Record<string, string>>> = {
  population: {
    ...sameNames('datasetVersionId', 'labelColumn', 'predictionColumn', 'positiveValue', 'scoreColumn'),
    ...sameNames('decisionColumn', 'stratumColumn'),
    // The longer name first: a place answers to all that it begins.
    'production.window.end': 'lastDay',
    'production.window': 'firstDay',
    'production.maturedDays': 'maturedDays',
    'production.threshold': 'threshold',
    production: 'source',
  },
  good: {
    ...sameNames('favourable', 'favourableMeaning', 'rationale', 'sensitive', 'intersections', 'attributes'),
    ...{ 'vault.keyColumn': 'keyColumn', 'vault.collectionId': 'vaultId' },
  },
  reference: { denominator: 'denominator', 'reasons.reference': 'referenceReason' },
  errors: { 'reasons.harms': 'harms' },
  limits: {
    ...sameNames('minimumGroupSize', 'minimums', 'alpha', 'correction', 'lawPacks', 'leaveOutSmall'),
    ...{ criteria: 'limits', 'reasons.limits': 'limitsReason' },
  },
  summary: {},
};

function sameNames(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** `attributes[1].reference` by name: `attributes.sex.reference`. */
function named(field: string, { attributes, criteria }: RunFairnessAuditInput): string {
  const [, list, index, rest = ''] = /^(attributes|criteria)(?:\[|\.)(\d+)\]?(\..+)?$/.exec(field) ?? [];
  if (list === undefined) return field;
  const item = (list === 'attributes' ? attributes : criteria)?.[Number(index)];
  return item ? `${list}.${item.name}${rest}` : list;
}

/** Where the wizard asks what the server complains about; null where it asks no such thing. */
export function refusalPlace(field: string, input: RunFairnessAuditInput): Place | null {
  const path = named(field.replace(/^input\./, ''), input);
  if (path.startsWith('attributes.') && path.endsWith('.reference'))
    return { step: 'reference', field: path };
  for (const step of steps) {
    for (const [theirs, ours] of Object.entries(fieldsOf[step])) {
      if (path === theirs || path.startsWith(`${theirs}.`))
        return { step, field: ours + path.slice(theirs.length) };
    }
  }
  return null;
}
